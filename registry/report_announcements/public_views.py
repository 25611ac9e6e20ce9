"""Published notices, for everybody: the documents as they were signed, and what corrected them since."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.access import guards
from core.documents import responses
from registry.report_announcements import content
from registry.report_announcements.models import ReportAnnouncement


def _published():
    rows = ReportAnnouncement.objects.published().select_related("department", "corrects")
    return rows.order_by("-year", "department__region__level", "department__region__code", "-published_on", "-pk")


@require_safe
@guards.public()
def index(request):
    return render(request, "registry/report_announcements/public_list.html", {"announcements": _published()})


@require_safe
@guards.public()
def year(request, year):
    rows = _published().filter(year=year)
    if not rows:
        raise Http404
    return render(request, "registry/report_announcements/public_list.html", {"announcements": rows, "year": year})


@require_safe
@guards.public()
def detail(request, year, pk):
    found = get_object_or_404(_published(), year=year, pk=pk)
    letter = content.letter(found)
    if request.GET.get("as") == "pdf":
        return responses.letter(letter, "pdf")
    context = {
        "found": found,
        "letter": letter,
        "corrections": found.corrections.published().order_by("published_on", "pk"),
    }
    response = render(request, "registry/report_announcements/public_detail.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
