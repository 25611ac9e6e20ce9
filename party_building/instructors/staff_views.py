"""党建指导员: pool, dispatches, whom nobody serves, visits; kept by the party organs, read by civil affairs."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from party_building.instructors import actions
from party_building.instructors.forms import (
    AppraisalForm,
    ChangeForm,
    DispatchForm,
    EndDispatchForm,
    EnrollForm,
    GuidanceForm,
    HandoverForm,
    LeaveForm,
    attempt,
)
from party_building.instructors.models import Dispatch, Instructor
from party_building.instructors.tables import (
    DispatchList,
    InstructorList,
    UncoveredList,
    VisitList,
    dispatch_pair,
    pool_pair,
)
from registry.organizations.models import Organization
from registry.people import actions as people

STEP = "party_building/instructors/staff_step.html"
SHOWN = 20


@require_GET
@guards.staff("instructors.view")
def index(request):
    return InstructorList().respond(request)


@require_GET
@guards.staff("instructors.view")
def dispatches(request):
    return DispatchList().respond(request)


@require_GET
@guards.staff("instructors.view")
def uncovered(request):
    return UncoveredList().respond(request)


@require_GET
@guards.staff("instructors.view")
def visits(request):
    return VisitList().respond(request)


@require_POST
@guards.staff("instructors.export")
def export(request):
    return exports.export(InstructorList(), request)


@require_POST
@guards.staff("instructors.export")
def export_dispatches(request):
    return exports.export(DispatchList(), request)


@require_POST
@guards.staff("instructors.export")
def export_uncovered(request):
    return exports.export(UncoveredList(), request)


@require_POST
@guards.staff("instructors.export")
def export_visits(request):
    return exports.export(VisitList(), request)


def _instructor(request, pk: int) -> Instructor:
    rows = Instructor.objects.visible_to(request.actor).with_load(clock.today())
    links = ("person", "organ", "council_unit", "sending_department", "home", "account")
    return get_object_or_404(rows.select_related(*links), pk=pk)


@require_GET
@guards.staff("instructors.view")
def detail(request, pk):
    instructor = _instructor(request, pk)
    serves = Dispatch.objects.visible_to(request.actor).filter(instructor=instructor)
    serves = serves.select_related("organization").order_by("-valid_from", "-pk")
    is_competent = request.actor.competent_for(instructor)
    rows = [{"dispatch": one, "badge": dispatch_pair(one)} for one in serves]
    context = {
        "instructor": instructor,
        "badge": pool_pair(instructor),
        "now": [row for row in rows if row["dispatch"].is_on(clock.today())],
        "before": [row for row in rows if not row["dispatch"].is_on(clock.today())],
        "visits": instructor.visits.select_related("organization").order_by("-visited_on", "-pk")[:SHOWN]
        if is_competent or request.actor.can(actions.DISPATCH)
        else [],
        "appraisals": instructor.appraisals.order_by("-year") if is_competent else [],
        "may_edit": request.actor.can(actions.EDIT) and is_competent and not instructor.is_over,
        "may_hand_over": request.actor.can(actions.DISPATCH) and any(row["dispatch"].valid_to is None for row in rows),
        "sees_phone": is_competent,
    }
    return render(request, "party_building/instructors/staff_detail.html", context)


def _draw(request, form, title: str, button: str, **context):
    """`back` is where 取消 leads: a pair (URL name, pk)."""
    known = {"form": form, "title": title, "button": button, "lead": "", "instructor": None, "organization": None}
    status = 422 if form.errors else 200
    return render(request, STEP, {**known, **context}, status=status)


@never_cache
@sensitive_post_parameters("id_number", "phone")
@guards.staff("instructors.edit")
def create(request):
    form = EnrollForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid() and attempt(form, partial(_enrolled, form, request.actor)):
        messages.success(request, "已登记党建指导员。")
        return redirect("staff:instructors:list")
    return _draw(request, form, "登记党建指导员", "登记")


@transaction.atomic
def _enrolled(form: EnrollForm, actor) -> Instructor:
    """The person and the place in the pool stand or fall together."""
    person = people.identify(actor=actor, **form.person_values)
    organ = Department.objects.get(pk=actor.department_id)
    return actions.enroll(actor=actor, organ=organ, person=person, **form.entered)


@guards.staff("instructors.edit")
def edit(request, pk):
    instructor = _instructor(request, pk)
    form = ChangeForm(request.POST or None, instance=instructor, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        version = form.posted_version
        saved: list[bool] = []
        verb = partial(actions.change, instructor, actor=request.actor, version=version, **form.changes)
        if attempt(form, lambda: saved.append(form.attempt(verb))) and saved[0]:
            messages.success(request, "已保存。")
            return redirect("staff:instructors:detail", pk=pk)
    context = {"title": "修改指导员信息", "button": "保存", "lead": "", "organization": None}
    status = form.status if request.method == "POST" else 200
    return render(request, STEP, {"form": form, "instructor": instructor, **context}, status=status)


@guards.staff("instructors.edit")
def leave(request, pk):
    instructor = _instructor(request, pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fell_open: list[int] = []
        verb = partial(actions.leave, instructor, actor=request.actor, **form.cleaned_data)
        if attempt(form, lambda: fell_open.append(verb())):
            messages.success(request, f"已登记离队，{fell_open[0]}家组织结束选派。")
            return redirect("staff:instructors:detail", pk=pk)
    lead = f"现联系{instructor.load}家。需要他人接手的，先办理交接。" if instructor.load else ""
    return _draw(request, form, "登记离队", "登记离队", instructor=instructor, lead=lead)


@guards.staff("instructors.edit")
def appraise(request, pk):
    instructor = _instructor(request, pk)
    form = AppraisalForm(request.POST or None, instructor=instructor)
    if request.method == "POST" and form.is_valid():
        verb = partial(actions.appraise, instructor, actor=request.actor, **form.cleaned_data)
        if attempt(form, verb):
            messages.success(request, "考核已登记。")
            return redirect("staff:instructors:detail", pk=pk)
    lead = "考核等次由选派单位给出，只在党建工作机构内部使用。"
    return _draw(request, form, "登记年度考核", "登记", instructor=instructor, lead=lead)


@guards.staff("instructors.dispatch")
def hand_over(request, pk):
    """Choose, look, confirm: the second button writes, the first only shows what it would do."""
    giver = _instructor(request, pk)
    form = HandoverForm(request.POST or None, actor=request.actor, giver=giver)
    foreseen = None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        chosen = list(data.pop("dispatches"))
        if "confirm" in request.POST:
            verb = partial(actions.hand_over, giver, dispatches=chosen, actor=request.actor, **data)
            if attempt(form, verb):
                messages.success(request, f"{len(chosen)}家组织已交接给{data['taker'].person.name}。")
                return redirect("staff:instructors:detail", pk=pk)
        foreseen = actions.foresee_handover(giver, data["taker"], chosen, actor=request.actor, since=data["since"])
    context = {
        "form": form,
        "giver": giver,
        "foreseen": foreseen,
        "taker": form.is_bound and form.cleaned_data.get("taker"),
    }
    status = 422 if form.errors else 200
    return render(request, "party_building/instructors/staff_handover.html", context, status=status)


@guards.staff("instructors.dispatch")
def dispatch(request, pk):
    rows = Organization.objects.visible_to(request.actor).select_related("party_superior")
    organization = get_object_or_404(rows, pk=pk)
    form = DispatchForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        verb = partial(actions.dispatch, organization, actor=request.actor, **form.cleaned_data)
        if attempt(form, verb):
            messages.success(request, f"已选派{form.cleaned_data['instructor'].person.name}。")
            return redirect("staff:instructors:of_organization", pk=pk)
    return _draw(request, form, "选派指导员", "选派", organization=organization)


@guards.staff("instructors.dispatch")
def end_dispatch(request, pk):
    rows = Dispatch.objects.visible_to(request.actor)
    links = ("organization__party_superior", "instructor__person", "instructor__account")
    fact = get_object_or_404(rows.select_related(*links), pk=pk)
    form = EndDispatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb = partial(actions.end_dispatch, fact, actor=request.actor, **form.cleaned_data)
        if attempt(form, verb):
            messages.success(request, "选派已结束。")
            return redirect("staff:instructors:of_organization", pk=fact.organization_id)
    lead = f"{fact.instructor.person.name}，{fact.get_basis_display()}，{fact.valid_from:%Y-%m-%d}起。"
    return _draw(request, form, "结束选派", "结束选派", organization=fact.organization, lead=lead)


@guards.staff("instructors.guide")
def guide(request, pk):
    organization = get_object_or_404(Organization.objects.visible_to(request.actor), pk=pk)
    form = GuidanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb = partial(actions.guide, organization, actor=request.actor, **form.cleaned_data)
        if attempt(form, verb):
            messages.success(request, "工作指导已记录。")
            return redirect("staff:instructors:of_organization", pk=pk)
    lead = "单位对组织党建工作的指导，写一句即可；与指导员走访分别统计。"
    return _draw(request, form, "记录工作指导", "记录", organization=organization, lead=lead)
