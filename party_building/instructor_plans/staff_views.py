"""选派方案: made, looked at, struck by hand, applied."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports, jobs
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from party_building.instructor_plans import actions, queries
from party_building.instructor_plans.forms import ApplyForm, MakeForm
from party_building.instructor_plans.models import InstructorPlan, InstructorPlanLine
from party_building.instructor_plans.states import LineState, PlanState
from party_building.instructor_plans.tables import LineList, PlanList, state_pair
from party_building.instructors.states import DispatchBasis

SHOWN = 100


@require_GET
@guards.staff("instructor_plans.view")
def index(request):
    return PlanList().respond(request)


@require_GET
@guards.staff("instructor_plans.view")
def lines(request):
    return LineList().respond(request)


@require_POST
@guards.staff("instructors.export")
def export_lines(request):
    return exports.export(LineList(), request)


@guards.staff("instructor_plans.make")
def create(request):
    organ = Department.objects.get(pk=request.actor.department_id)
    waiting = queries.bodies_of(organ, request.actor, clock.today()).count()
    form = MakeForm(request.POST or None, initial={"basis": DispatchBasis.DEPARTMENT})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if waiting > actions.LARGE:
            job = jobs.enqueue(
                "instructor_plans.make",
                {"organ": organ.pk, **data},
                actor=request.actor,
                unique_key=f"instructor_plans.make:{organ.pk}",
            )
            return redirect("staff:jobs:detail", pk=job.pk)
        try:
            plan = actions.make(
                actor=request.actor,
                organ=organ,
                basis=DispatchBasis(data["basis"]),
                within_district=data["within_district"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "方案已算出，尚未选派。请核对后确定。")
            return redirect("staff:instructor_plans:detail", pk=plan.pk)
    context = {"form": form, "waiting": waiting, "workers": queries.workers_of(organ, clock.today()).count()}
    status = 422 if form.errors else 200
    return render(request, "party_building/instructor_plans/staff_form.html", context, status=status)


def _plan(request, pk: int) -> InstructorPlan:
    rows = InstructorPlan.objects.visible_to(request.actor).select_related("organ")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("instructor_plans.view")
def detail(request, pk):
    plan = _plan(request, pk)
    is_draft = plan.state == PlanState.DRAFT
    may_make = is_draft and request.actor.can(actions.MAKE) and request.actor.competent_for(plan)
    context = {
        "plan": plan,
        "badge": state_pair(plan),
        "counts": {state.value: plan.lines.filter(state=state).count() for state in LineState},
        "loads": actions.by_instructor(plan, SHOWN),
        "shown": SHOWN,
        "gaps": plan.gaps.select_related("organization").order_by("pk")[:SHOWN],
        "gap_count": plan.gaps.count(),
        "changes": queries.changes_since(plan, request.actor, clock.today()).lines if is_draft else [],
        "may_make": may_make,
        "may_apply": may_make and request.actor.can("instructor_plans.apply"),
    }
    return render(request, "party_building/instructor_plans/staff_detail.html", context)


@guards.staff("instructor_plans.apply")
def apply(request, pk):
    plan = _plan(request, pk)
    form = ApplyForm(request.POST or None)
    waiting = plan.lines.filter(state=LineState.PROPOSED).count()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.check_apply(plan, actor=request.actor)
            if waiting > actions.LARGE:
                job = jobs.enqueue(
                    "instructor_plans.apply",
                    {"plan": plan.pk, "since": data["since"].isoformat(), "document": data["document"]},
                    actor=request.actor,
                    unique_key=f"instructor_plans.apply:{plan.pk}",
                )
                return redirect("staff:jobs:detail", pk=job.pk)
            counts = actions.apply(plan, actor=request.actor, **data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            left = f"，{counts['skipped']}家情况有变化未选派" if counts["skipped"] else ""
            messages.success(request, f"已选派{counts['sent']}家{left}。")
            return redirect("staff:instructor_plans:detail", pk=pk)
    changes = queries.changes_since(plan, request.actor, clock.today()).lines
    context = {"plan": plan, "form": form, "waiting": waiting, "changes": changes}
    status = 422 if form.errors else 200
    return render(request, "party_building/instructor_plans/staff_apply.html", context, status=status)


@require_POST
@guards.staff("instructor_plans.make")
def discard(request, pk):
    actions.discard(_plan(request, pk), actor=request.actor)
    messages.success(request, "方案已作废。")
    return redirect("staff:instructor_plans:list")


def _line(request, pk: int) -> InstructorPlanLine:
    rows = InstructorPlanLine.objects.visible_to(request.actor).select_related("plan__organ", "organization")
    return get_object_or_404(rows, pk=pk)


def _back(line: InstructorPlanLine):
    return redirect(f"{reverse('staff:instructor_plans:lines')}?plan={line.plan_id}")


@require_POST
@guards.staff("instructor_plans.make")
def strike(request, pk):
    line = _line(request, pk)
    actions.strike(line, actor=request.actor)
    return _back(line)


@require_POST
@guards.staff("instructor_plans.make")
def restore(request, pk):
    line = _line(request, pk)
    actions.restore(line, actor=request.actor)
    return _back(line)
