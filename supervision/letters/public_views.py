"""公告送达, for everybody: who is addressed, which paper, where it can be had, until when. Nothing of what it says."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from supervision.letters import documents
from supervision.letters.models import LetterDelivery


def _published():
    rows = LetterDelivery.objects.published(clock.today())
    return rows.select_related("letter__kind", "letter__department", "letter__organization", "letter__addressee")


@require_safe
@guards.public()
def index(request):
    notices = _published().order_by("-posted_on", "-pk")
    return render(request, "supervision/letters/public_list.html", {"notices": notices, "today": clock.today()})


@require_safe
@guards.public()
def detail(request, pk):
    found = get_object_or_404(_published(), pk=pk)
    context = {"found": found, "letter": documents.notice(found), "is_over": found.period_ends_on < clock.today()}
    response = render(request, "supervision/letters/public_detail.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
