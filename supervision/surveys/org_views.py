"""An organization's side: what it is asked, by whom and what for; how often in the year."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from supervision.surveys import queries, screens
from supervision.surveys.models import SurveyRecipient


def _rows(request):
    return SurveyRecipient.objects.mine(request.actor).select_related(
        "organization", "survey_round__survey__department"
    )


def _back() -> str:
    return reverse("org:surveys:list")


@require_safe
@guards.organization("own_surveys.view")
def index(request):
    rows = _rows(request).asked().order_by("-survey_round__opens_on", "-pk")
    year = clock.today().year
    context = {"rows": rows, "year": year, "asked": queries.forms_of(request.actor.organization_id, year)}
    return render(request, "supervision/surveys/org_list.html", context)


@guards.organization("own_surveys.answer")
def answer(request, pk):
    return screens.answer(request, get_object_or_404(_rows(request), pk=pk), side="org", back=_back())


@require_POST
@guards.organization("own_surveys.answer")
def repeat(request, pk):
    return screens.repeat(request, get_object_or_404(_rows(request), pk=pk), back=_back())
