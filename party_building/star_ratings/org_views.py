"""The branch's side of a star round: rate itself, see what was announced in the line, object."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.refusal import Refusal
from core.workflow import timeline
from party_building.star_ratings import actions, queries
from party_building.star_ratings.forms import ObjectionForm, ScoreForm
from party_building.star_ratings.models import StarEntry, StarObjection, StarRating, StarRound
from party_building.star_ratings.states import FILL, STEPS, EntryState, RoundState
from party_building.star_ratings.tables import rating_state

FOLDER = "party_building/star_ratings"
ENTRY = "org:star_ratings:entry"
ANNOUNCED = (EntryState.CONFIRMED, EntryState.PUBLISHED)


def _rounds(request):
    return StarRound.objects.visible_to(request.actor).select_related("department")


def _entry(request, pk) -> StarEntry:
    rows = StarEntry.objects.visible_to(request.actor).select_related("round__department", "unit__superior")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.organization("own_star_ratings.view")
def index(request):
    ratings = StarRating.objects.visible_to(request.actor).select_related("unit", "round").order_by("-valid_from")
    context = {
        "rounds": _rounds(request).order_by("-year", "-pk"),
        "entries": StarEntry.objects.visible_to(request.actor).select_related("round", "unit").order_by("-pk"),
        "ratings": [{"rating": row, "badge": rating_state(row)} for row in ratings],
    }
    return render(request, f"{FOLDER}/org_list.html", context)


@require_safe
@guards.organization("own_star_ratings.view")
def detail(request, pk):
    return _page(request, get_object_or_404(_rounds(request), pk=pk))


def _page(request, round_: StarRound, *, form=None, status=200):
    """Announced are name and stars alone; points stay between a branch and its superior."""
    shown = round_.state in (RoundState.OBJECTION, RoundState.PUBLISHED)
    announced = round_.entries.filter(state__in=ANNOUNCED).select_related("unit").order_by("-stars", "unit__name")
    own = queries.own_units(request.actor).filter(superior=round_.department_id)
    may_join = round_.state == RoundState.OPEN and clock.today() <= round_.assess_until and request.actor.can(FILL)
    may_object = (
        round_.state == RoundState.OBJECTION and clock.today() <= round_.objections_until and request.actor.can(FILL)
    )
    context = {
        "round": round_,
        "criteria": round_.criteria.all(),
        "entries": StarEntry.objects.visible_to(request.actor).filter(round=round_).select_related("unit"),
        "joinable": queries.eligible(round_).filter(pk__in=own.values("pk")) if may_join else [],
        "announced": announced if shown else [],
        "form": form or (ObjectionForm(entries=announced) if may_object and own else None),
        "objections": _own_objections(request, round_),
    }
    return render(request, f"{FOLDER}/org_detail.html", context, status=status)


def _own_objections(request, round_: StarRound):
    units = queries.own_units(request.actor)
    return StarObjection.objects.filter(entry__round=round_, raised_for__in=units).select_related("entry__unit")


@require_POST
@guards.organization("own_star_ratings.fill")
def join(request, pk, unit_id):
    round_ = get_object_or_404(_rounds(request), pk=pk)
    unit = get_object_or_404(queries.own_units(request.actor), pk=unit_id)
    made = actions.join(round_, unit, actor=request.actor)
    return redirect("org:star_ratings:edit", pk=made.pk)


@require_POST
@guards.organization("own_star_ratings.fill")
def object_to(request, pk):
    round_ = get_object_or_404(_rounds(request), pk=pk)
    announced = round_.entries.filter(state__in=ANNOUNCED).select_related("unit", "round__department")
    form = ObjectionForm(request.POST, entries=announced)
    unit = queries.own_units(request.actor).filter(superior=round_.department_id).first()
    if form.is_valid():
        try:
            if unit is None:
                raise Refusal("只有本线的党组织可以提出异议。")
            entry, reason = form.cleaned_data["entry"], form.cleaned_data["reason"]
            actions.object_to(entry, unit=unit, actor=request.actor, reason=reason)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已提出异议，答复后可在本页查看。")
            return redirect("org:star_ratings:detail", pk=pk)
    return _page(request, round_, form=form, status=422)


@require_safe
@guards.organization("own_star_ratings.view")
def entry(request, pk):
    found = _entry(request, pk)
    context = {
        "entry": found,
        "scores": found.scores.select_related("criterion"),
        "shows_result": found.state in ANNOUNCED and found.round.state in (RoundState.OBJECTION, RoundState.PUBLISHED),
        "timeline": timeline.entries(found, STEPS, with_office=True),
        "may_edit": found.state == EntryState.ASSESSING and request.actor.can(FILL),
    }
    return render(request, f"{FOLDER}/org_entry.html", context)


@guards.organization("own_star_ratings.fill")
def edit(request, pk):
    found = _entry(request, pk)
    form = ScoreForm(request.POST or None, entry=found, is_own=True)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.write_own(found, actor=request.actor, version=version, points=form.points)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已保存，核对后请提交。")
            return redirect(ENTRY, pk=pk)
    context = {"form": form, "entry": found}
    return render(request, f"{FOLDER}/org_form.html", context, status=422 if form.errors else 200)


@require_POST
@guards.organization("own_star_ratings.fill")
def submit(request, pk):
    actions.submit(_entry(request, pk), actor=request.actor)
    messages.success(request, "已提交，由上级党组织评定。")
    return redirect(ENTRY, pk=pk)


@require_POST
@guards.organization("own_star_ratings.fill")
def leave(request, pk):
    actions.leave(_entry(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已退出本轮。")
    return redirect(ENTRY, pk=pk)
