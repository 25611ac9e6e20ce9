"""Forms of the organ above a unit: what stands on paper goes on record here, with its document."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core import clock
from core.access import guards
from core.departments.models import Department
from party_building.party_units import actions
from party_building.party_units.forms import (
    CoverForm,
    EndForm,
    GuideForm,
    PostForm,
    PremisesForm,
    StandingForm,
    TermForm,
    attempt,
)
from party_building.party_units.models import CommitteePost, CoverageLink, PartyUnit
from party_building.party_units.staff_views import unit_or_404
from party_building.party_units.states import CommitteePostKind

DETAIL = "staff:party_units:detail"
EDIT = "party_units.edit"


def _draw(request, form, *, title: str, unit: PartyUnit | None = None, lead: str = "") -> HttpResponse:
    back = reverse(DETAIL, args=[unit.pk]) if unit else reverse("staff:party_units:list")
    context = {
        "form": form,
        "title": title,
        "lead": lead or (unit.name if unit else ""),
        "back": back,
        "unit": unit,
        "is_competent": unit is None or request.actor.competent_for(unit),
    }
    status = 422 if form.errors else 200
    return render(request, "party_building/party_units/staff_form.html", context, status=status)


def _saved(request, form, verb) -> bool:
    """Whether it was posted, without a fault, and the verb did not refuse."""
    return request.method == "POST" and form.is_valid() and attempt(form, verb)


def _done(request, unit: PartyUnit, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(DETAIL, pk=unit.pk)


@guards.staff(EDIT)
def record_standing(request):
    """A unit that stood before the portal, or an organ of the line; its superior is the actor's own office."""
    form = StandingForm(request.POST or None, actor=request.actor)
    made: list[PartyUnit] = []

    def record() -> None:
        superior = get_object_or_404(Department, pk=request.actor.department_id)
        new = actions.NewUnit(superior=superior, **form.entered)
        made.append(actions.found(new, actor=request.actor))

    if _saved(request, form, record):
        return _done(request, made[0], "已登记。")
    lead = "已经成立、有批复文书的党组织在此登记；尚未成立的请起草请示。"
    return _draw(request, form, title="登记已有党组织", lead=lead)


@guards.staff(EDIT)
def cover(request, pk):
    unit = unit_or_404(request, pk)
    form = CoverForm(request.POST or None, unit=unit, initial={"since": clock.today()})
    if _saved(request, form, lambda: _cover(request.actor, unit, form)):
        return _done(request, unit, "覆盖关系已登记。")
    return _draw(request, form, title="登记覆盖关系", unit=unit)


@transaction.atomic
def _cover(actor, unit: PartyUnit, form: CoverForm) -> None:
    data = form.cleaned_data
    for organization in data["organizations"]:
        actions.cover(
            organization, unit=unit, kind=form.kind, actor=actor, since=data["since"], document=data["document"]
        )


@guards.staff(EDIT)
def end_coverage(request, pk):
    rows = CoverageLink.objects.select_related("unit__superior", "organization")
    link = get_object_or_404(rows.filter(unit__in=PartyUnit.objects.visible_to(request.actor)), pk=pk)
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    if _saved(request, form, lambda: actions.end_coverage(link, actor=request.actor, **form.cleaned_data)):
        return _done(request, link.unit, "覆盖关系已终止。")
    lead = f"{link.organization.name}，{link.valid_from:%Y-%m-%d}起{link.get_kind_display()}。"
    return _draw(request, form, title="终止覆盖关系", unit=link.unit, lead=lead)


@guards.staff(EDIT)
def guide(request, pk):
    unit = unit_or_404(request, pk)
    form = GuideForm(request.POST or None, actor=request.actor, initial={"since": clock.today()})
    if _saved(request, form, lambda: actions.guide(unit, actor=request.actor, **form.entered)):
        return _done(request, unit, "指导单位已登记。")
    return _draw(request, form, title="登记指导单位", unit=unit)


@never_cache
@sensitive_post_parameters("id_number", "phone")
@guards.staff(EDIT)
def appoint(request, pk):
    unit = unit_or_404(request, pk)
    form = PostForm(request.POST or None, unit=unit, initial={"since": clock.today()})
    if _saved(request, form, lambda: _appoint(request.actor, unit, form)):
        return _done(request, unit, "党内任职已登记。")
    lead = f"{unit.name}。同一时期只有一名书记，原书记任职到新书记任职的前一天为止。"
    return _draw(request, form, title="登记党内任职", unit=unit, lead=lead)


@transaction.atomic
def _appoint(actor, unit: PartyUnit, form: PostForm) -> None:
    """The person and the post stand or fall together."""
    data = form.cleaned_data
    actions.appoint(
        unit, actor=actor, person=form.person(actor), kind=CommitteePostKind(data["kind"]), since=data["since"],
        document=data["document"],
    )  # fmt: skip


@guards.staff(EDIT)
def leave(request, pk):
    rows = CommitteePost.objects.visible_to(request.actor).select_related("unit__superior", "person")
    post = get_object_or_404(rows, pk=pk)
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    if _saved(request, form, lambda: actions.leave(post, actor=request.actor, **form.cleaned_data)):
        return _done(request, post.unit, "离任已登记。")
    lead = f"{post.get_kind_display()} {post.person.name}，{post.valid_from:%Y-%m-%d}起任职。"
    return _draw(request, form, title="登记离任", unit=post.unit, lead=lead)


@guards.staff(EDIT)
def begin_term(request, pk):
    unit = unit_or_404(request, pk)
    form = TermForm(request.POST or None, initial={"since": clock.today()})
    if _saved(request, form, lambda: actions.begin_term(unit, actor=request.actor, **form.cleaned_data)):
        return _done(request, unit, "届期已登记，新当选的班子成员请逐人登记任职。")
    lead = f"{unit.name}。已有批复的在此补登；需要批复的请起草换届请示。"
    return _draw(request, form, title="登记届期", unit=unit, lead=lead)


@guards.staff(EDIT)
def check_premises(request, pk):
    unit = unit_or_404(request, pk)
    form = PremisesForm(request.POST or None, unit=unit, initial={"day": clock.today()})
    if _saved(request, form, lambda: actions.check(unit, actor=request.actor, **form.entered)):
        return _done(request, unit, "阵地建设情况已登记。")
    return _draw(request, form, title="登记阵地建设情况", unit=unit)
