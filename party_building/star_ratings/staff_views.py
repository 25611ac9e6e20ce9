"""Star rounds for the organ that runs them, and the stars in force for everybody who sees the unit."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from core.workflow import timeline
from party_building.star_ratings import actions, queries
from party_building.star_ratings.forms import (
    CriterionForm,
    NewRoundForm,
    NominationForm,
    PublishForm,
    RoundForm,
    ScoreForm,
    WithdrawForm,
)
from party_building.star_ratings.models import (
    StarCriterion,
    StarEntry,
    StarObjection,
    StarRating,
    StarRound,
    StarThreshold,
)
from party_building.star_ratings.states import EDIT, STEPS, EntryState, RoundState
from party_building.star_ratings.tables import RatingList, RoundList, rating_state

FOLDER = "party_building/star_ratings"
PAGE, ENTRY = "staff:star_ratings:detail", "staff:star_ratings:entry"


@require_safe
@guards.staff("star_ratings.rounds")
def index(request):
    return RoundList().respond(request)


@require_POST
@guards.staff("star_ratings.export")
def export_rounds(request):
    return exports.export(RoundList(), request)


@require_safe
@guards.staff("star_ratings.view")
def ratings(request):
    return RatingList().respond(request)


@require_POST
@guards.staff("star_ratings.export")
def export(request):
    return exports.export(RatingList(), request)


def _round(request, pk) -> StarRound:
    return get_object_or_404(StarRound.objects.visible_to(request.actor).select_related("department"), pk=pk)


def _entry(request, pk) -> StarEntry:
    rows = StarEntry.objects.visible_to(request.actor).select_related("round__department", "unit__superior")
    return get_object_or_404(rows, pk=pk)


@guards.staff("star_ratings.edit")
def create(request):
    form = NewRoundForm(request.POST or None, initial={"year": clock.today().year})
    if request.method == "POST" and form.is_valid():
        department = get_object_or_404(Department, pk=request.actor.department_id)
        try:
            made = actions.create(department, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已拟定，请核对指标后启动。")
            return redirect(PAGE, pk=made.pk)
    context = {"form": form, "title": "新建一轮评星定级"}
    return render(request, f"{FOLDER}/staff_form.html", context, status=422 if form.errors else 200)


@guards.staff("star_ratings.edit")
def edit(request, pk):
    round_ = _round(request, pk)
    form = RoundForm(request.POST or None, instance=round_)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _saved(form, round_, request.actor):
            messages.success(request, "已保存。")
            return redirect(PAGE, pk=pk)
        status = form.status
    context = {"form": form, "title": "修改方案", "round": round_}
    return render(request, f"{FOLDER}/staff_form.html", context, status=status)


def _saved(form: RoundForm, round_: StarRound, actor) -> bool:
    def save():
        current = get_object_or_404(StarRound, pk=round_.pk)
        actions.edit(current, actor=actor, version=form.posted_version, **form.changes)

    try:
        return form.attempt(save)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False


@require_safe
@guards.staff("star_ratings.rounds")
def detail(request, pk):
    return _page(request, _round(request, pk))


def _page(request, round_: StarRound, *, criterion_form=None, publish_form=None, nomination_form=None, status=200):
    steps = {step.name for step in round_.machine.available(round_, request.actor)}
    may_edit = request.actor.can(EDIT) and request.actor.competent_for(round_)
    is_open = round_.state == RoundState.OPEN
    entries = round_.entries.select_related("unit").order_by("-stars", "-points", "pk")
    context = {
        "round": round_,
        "criteria": round_.criteria.all(),
        "thresholds": StarThreshold.objects.on(round_.opened_on or clock.today()),
        "entries": entries,
        "distribution": queries.distribution(round_),
        "objections": StarObjection.objects.filter(entry__round=round_).select_related("entry__unit", "raised_for"),
        "timeline": timeline.entries(round_, STEPS, with_office=True),
        "hindrances": queries.hindrances(round_) if is_open or round_.state == RoundState.OBJECTION else [],
        "nomination_form": nomination_form or (_nomination(round_) if may_edit and is_open else None),
        "may_edit": may_edit,
        "is_competent": request.actor.competent_for(round_),
        "steps": steps,
        "criterion_form": criterion_form or CriterionForm(),
        "publish_form": publish_form or PublishForm(),
    }
    return render(request, f"{FOLDER}/staff_detail.html", context, status=status)


def _nomination(round_: StarRound) -> NominationForm | None:
    units = queries.eligible(round_)
    return NominationForm(units=units) if units.exists() else None


@require_POST
@guards.staff("star_ratings.edit")
def add_criterion(request, pk):
    round_, form = _round(request, pk), CriterionForm(request.POST)
    if form.is_valid():
        try:
            actions.add_criterion(round_, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已加入指标。")
            return redirect(PAGE, pk=pk)
    return _page(request, _round(request, pk), criterion_form=form, status=422)


@require_POST
@guards.staff("star_ratings.edit")
def remove_criterion(request, pk):
    rounds = StarRound.objects.visible_to(request.actor)
    rows = StarCriterion.objects.filter(round__in=rounds).select_related("round__department")
    criterion = get_object_or_404(rows, pk=pk)
    actions.remove_criterion(criterion, actor=request.actor)
    messages.success(request, "已去掉该项指标。")
    return redirect(PAGE, pk=criterion.round_id)


@require_POST
@guards.staff("star_ratings.edit")
def open_round(request, pk):
    actions.open_round(_round(request, pk), actor=request.actor)
    messages.success(request, "已启动，本线党组织可以自评。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("star_ratings.edit")
def nominate(request, pk):
    round_ = _round(request, pk)
    form = NominationForm(request.POST, units=queries.eligible(round_))
    if not form.is_valid():
        return _page(request, round_, nomination_form=form, status=422)
    unit = form.cleaned_data["unit"]
    made = actions.nominate(round_, unit, actor=request.actor)
    messages.success(request, f"已提名{unit.name}。")
    return redirect(ENTRY, pk=made.pk)


@require_POST
@guards.staff("star_ratings.edit")
def announce(request, pk):
    round_ = _round(request, pk)
    actions.announce(round_, actor=request.actor)
    messages.success(request, f"已在线内公示，至{round_.objections_until:%Y-%m-%d}。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("star_ratings.confirm")
def publish(request, pk):
    round_, form = _round(request, pk), PublishForm(request.POST)
    if form.is_valid():
        try:
            made = actions.publish(round_, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已公布，{made}个党组织获得星级。")
            return redirect(PAGE, pk=pk)
    return _page(request, _round(request, pk), publish_form=form, status=422)


@require_POST
@guards.staff("star_ratings.edit")
def stop(request, pk):
    actions.stop(_round(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "本轮已终止。")
    return redirect(PAGE, pk=pk)


@require_safe
@guards.staff("star_ratings.rounds")
def entry(request, pk):
    return _entry_page(request, _entry(request, pk))


def _entry_page(request, found: StarEntry, *, form=None, status=200):
    steps = {step.name for step in found.machine.available(found, request.actor)}
    may_assess = "propose" in steps and found.round.state in (RoundState.OPEN, RoundState.OBJECTION)
    context = {
        "entry": found,
        "scores": found.scores.select_related("criterion"),
        "form": form or (ScoreForm(entry=found, is_own=False) if may_assess else None),
        "past": StarRating.objects.visible_to(request.actor)
        .filter(unit=found.unit)
        .select_related("round")
        .order_by("-valid_from"),
        "objections": found.objections.select_related("raised_for"),
        "timeline": timeline.entries(found, STEPS, with_office=True),
        "is_mine": found.state == EntryState.PROPOSED and found.proposed_by_id == request.actor.user_id,
        "steps": steps,
    }
    return render(request, f"{FOLDER}/staff_entry.html", context, status=status)


@require_POST
@guards.staff("star_ratings.edit")
def assess(request, pk):
    found = _entry(request, pk)
    form = ScoreForm(request.POST, entry=found, is_own=False)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.assess(
                found, actor=request.actor, version=said["version"], points=form.points, comment=said["comment"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已拟定为{found.stars_text}，待另一人核定。")
            return redirect(ENTRY, pk=pk)
    return _entry_page(request, _entry(request, pk), form=form, status=422)


@require_POST
@guards.staff("star_ratings.confirm")
def confirm(request, pk):
    found = _entry(request, pk)
    actions.confirm(found, actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, f"已核定为{found.stars_text}。")
    return redirect(PAGE, pk=found.round_id)


def _with_reason(request, pk, verb, done: str):
    found = _entry(request, pk)
    verb(found, actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, done)
    return redirect(ENTRY, pk=pk)


@require_POST
@guards.staff("star_ratings.edit")
def send_back(request, pk):
    return _with_reason(request, pk, actions.send_back, "已退回，请党组织补充自评。")


@require_POST
@guards.staff("star_ratings.confirm")
def rethink(request, pk):
    return _with_reason(request, pk, actions.rethink, "已退回重评。")


@require_POST
@guards.staff("star_ratings.edit")
def exclude(request, pk):
    return _with_reason(request, pk, actions.exclude, "已列为不再参评。")


@require_POST
@guards.staff("star_ratings.confirm")
def uphold(request, pk):
    return _settled(request, pk, upheld=True)


@require_POST
@guards.staff("star_ratings.confirm")
def dismiss(request, pk):
    return _settled(request, pk, upheld=False)


def _settled(request, pk, *, upheld: bool):
    rows = StarObjection.objects.visible_to(request.actor)
    rows = rows.select_related("entry__round__department", "entry__unit__superior")
    objection = get_object_or_404(rows, pk=pk)
    actions.settle_objection(objection, actor=request.actor, upheld=upheld, answer=request.POST.get("comment", ""))
    messages.success(request, "异议成立，已退回重新评定。" if upheld else "已答复异议。")
    return redirect(PAGE, pk=objection.entry.round_id)


def _rating(request, pk) -> StarRating:
    rows = StarRating.objects.visible_to(request.actor).select_related("unit__superior", "round")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("star_ratings.view")
def rating(request, pk):
    return _rating_page(request, _rating(request, pk))


def _rating_page(request, found: StarRating, *, form=None, status=200):
    past = StarRating.objects.visible_to(request.actor).filter(unit=found.unit).select_related("round")
    context = {
        "rating": found,
        "badge": rating_state(found),
        "past": [{"rating": row, "badge": rating_state(row)} for row in past.order_by("-valid_from")],
        "may_withdraw": request.actor.can("star_ratings.confirm")
        and request.actor.competent_for(found)
        and found.is_on(clock.today()),
        "sees_round": StarRound.objects.visible_to(request.actor).filter(pk=found.round_id).exists()
        and request.actor.can("star_ratings.rounds"),
        "form": form or WithdrawForm(),
    }
    return render(request, f"{FOLDER}/staff_rating.html", context, status=status)


@require_POST
@guards.staff("star_ratings.confirm")
def withdraw(request, pk):
    found, form = _rating(request, pk), WithdrawForm(request.POST)
    if form.is_valid():
        try:
            actions.withdraw_rating(found, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            if not found.is_on(clock.today()):
                raise  # the form is not on the page
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已撤销。")
            return redirect("staff:star_ratings:rating", pk=pk)
    return _rating_page(request, _rating(request, pk), form=form, status=422)
