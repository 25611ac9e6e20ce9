from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.departments.models import Department
from core.indicators.rates import rate_text
from core.refusal import Refusal
from party_building.joint_plans import actions
from party_building.joint_plans.models import JointGroup, JointGroupBody, JointPlan
from party_building.joint_plans.states import GroupKind, GroupState
from party_building.joint_plans.tables import JointPlanList


@require_safe
@guards.staff("coverage.plan")
def index(request):
    return JointPlanList().respond(request)


@require_POST
@guards.staff("coverage.plan")
def make(request):
    """Computes at once: an organ's own line is small; the whole city is the command's business."""
    department = get_object_or_404(Department, pk=request.actor.department_id)
    plan = actions.make(department, actor=request.actor, seconds=5.0)
    messages.success(request, f"已提出{plan.groups.count()}个联合党支部的建议，请逐个核对。")
    return redirect("staff:joint_plans:detail", pk=plan.pk)


def _plan(request, pk: int) -> JointPlan:
    return get_object_or_404(JointPlan.objects.visible_to(request.actor).select_related("department"), pk=pk)


@require_safe
@guards.staff("coverage.plan")
def detail(request, pk):
    return _page(request, _plan(request, pk))


def _page(request, plan: JointPlan, *, refusal: str = "", status: int = 200):
    bodies = JointGroupBody.objects.select_related("organization__street").order_by("-members", "pk")
    groups = list(plan.groups.select_related("region", "unit").prefetch_related(Prefetch("bodies", bodies)))
    new = [group for group in groups if group.kind == GroupKind.NEW and group.state != GroupState.STRUCK]
    gained = sum(len(group.bodies.all()) for group in new)
    context = {
        "plan": plan,
        "groups": [group for group in groups if group.kind == GroupKind.NEW],
        "splits": [group for group in groups if group.kind == GroupKind.SPLIT],
        "branches": len(new),
        "gained": gained,
        "before": rate_text(plan.covered_before, plan.total),
        "after_count": plan.covered_before + gained,
        "after": rate_text(plan.covered_before + gained, plan.total),
        "left": plan.candidates - sum(len(group.bodies.all()) for group in groups if group.kind == GroupKind.NEW),
        "gap": f"{plan.gap * 100:.2f}%",
        "is_competent": request.actor.competent_for(plan),
        "refusal": refusal,
    }
    return render(request, "party_building/joint_plans/staff_detail.html", context, status=status)


@require_POST
@guards.staff("coverage.plan")
def strike(request, pk, number):
    plan = _plan(request, pk)
    group = get_object_or_404(JointGroup, plan=plan, number=number)
    actions.strike(group, actor=request.actor)
    messages.success(request, f"“{group.name}”{'不采用' if group.state == GroupState.STRUCK else '重新采用'}。")
    return redirect("staff:joint_plans:detail", pk=pk)


@require_POST
@guards.staff("coverage.plan")
def open_requests(request, pk):
    plan = _plan(request, pk)
    numbers = [int(number) for number in request.POST.getlist("number") if number.isdecimal()]
    try:
        opened = actions.open_requests(plan, numbers, actor=request.actor)
    except Refusal as refusal:
        return _page(request, _plan(request, pk), refusal=str(refusal), status=409)
    messages.success(request, f"已发起{opened}份成立请示（草稿），并已征求服务地镇街意见。")
    return redirect("staff:unit_requests:list")
