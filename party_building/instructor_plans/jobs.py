"""Plans of whole cities: computed and applied by the worker."""

import datetime

from core.departments.models import Department
from core.jobs import RunningJob, job_kind
from party_building.instructor_plans import actions
from party_building.instructor_plans.models import InstructorPlan
from party_building.instructor_plans.states import PlanState
from party_building.instructors.states import DispatchBasis


@job_kind("instructor_plans.make", title="计算指导员选派方案", permission="instructor_plans.view")
def make(job: RunningJob, organ: int, basis: str, within_district: bool):
    job.progress(0, 1, stage="求解")
    with job.applying():
        plan = actions.make(
            actor=job.actor,
            organ=Department.objects.get(pk=organ),
            basis=DispatchBasis(basis),
            within_district=within_district,
        )
    job.log(f"{plan.bodies}家应派组织，{plan.instructors}名指导员，{plan.gap_words}，求解用时{plan.seconds:.1f}秒。")
    return {"plan": plan.pk, "objective": plan.objective, "bound": plan.bound, "gap": plan.gap}


@job_kind("instructor_plans.apply", title="按方案选派指导员", permission="instructor_plans.view")
def apply(job: RunningJob, plan: int, since: str, document: str):
    """Repeatable: a plan that was applied is left alone."""
    row = InstructorPlan.objects.select_related("organ").get(pk=plan)
    if row.state == PlanState.APPLIED:
        return {"sent": 0, "skipped": 0}
    with job.applying():
        counts = actions.apply(
            row,
            actor=job.actor,
            since=datetime.date.fromisoformat(since),
            document=document,
            progress=job.progress,
        )
    job.log(f"已选派{counts['sent']}家；{counts['skipped']}家情况有变化，未选派，原因见方案。")
    return counts
