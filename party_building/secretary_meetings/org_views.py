"""The meetings a branch is invited to: what it raised, and what was answered."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.files import links
from party_building.asking import Question, ask
from party_building.party_units.models import PartyUnit
from party_building.secretary_meetings import actions
from party_building.secretary_meetings.forms import MatterForm
from party_building.secretary_meetings.models import Matter, SecretaryMeeting

SHOWN = 30


def _meeting(request, pk) -> SecretaryMeeting:
    rows = SecretaryMeeting.objects.visible_to(request.actor).select_related("department", "minutes_file")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.organization("own_party_life.view")
def index(request):
    meetings = SecretaryMeeting.objects.visible_to(request.actor).select_related("department")
    mine = PartyUnit.objects.visible_to(request.actor).values("pk")
    matters = Matter.objects.visible_to(request.actor).filter(raised_by__in=mine)
    context = {
        "meetings": meetings.order_by("-held_on", "-pk")[:SHOWN],
        "matters": matters.select_related("meeting", "responsible").order_by("-pk")[:SHOWN],
    }
    return render(request, "party_building/secretary_meetings/org_list.html", context)


@require_GET
@guards.organization("own_party_life.view")
def detail(request, pk):
    meeting = _meeting(request, pk)
    context = {
        "meeting": meeting,
        "matters": meeting.matters.select_related("raised_by", "responsible").order_by("pk"),
    }
    return render(request, "party_building/secretary_meetings/org_detail.html", context)


@guards.organization("own_party_life.edit")
def raise_matter(request, pk):
    meeting = _meeting(request, pk)
    mine = PartyUnit.objects.visible_to(request.actor).values("pk")
    form = MatterForm(request.POST or None, units=meeting.units.filter(pk__in=mine).order_by("name"))
    back = reverse("org:secretary_meetings:detail", args=[pk])
    question = Question(
        title="提出事项", button="提出", done="已提出，办理情况会显示在这里。", back=back,
        crumbs=((reverse("org:secretary_meetings:list"), "书记议事厅"), (back, meeting.topic)),
        layout="layouts/org.html",
    )  # fmt: skip

    def do() -> str:
        actions.raise_matter(meeting, actor=request.actor, **form.cleaned_data)
        return back

    return ask(request, form, question, do)


@require_POST
@guards.organization("own_party_life.view")
def fetch(request, pk):
    file = _meeting(request, pk).minutes_file
    return redirect(links.signed_link(file, request.actor, permission="own_party_life.view"))
