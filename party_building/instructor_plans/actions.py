"""Making, striking, applying a plan. The solver is loaded when a plan is made and at no other time."""

import datetime

from django.db import transaction
from django.db.models import Count

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, check_step, lock, log, perform
from party_building.instructor_plans import queries
from party_building.instructor_plans.models import InstructorPlan, InstructorPlanGap, InstructorPlanLine
from party_building.instructor_plans.problem import Body, Problem, distance, trade
from party_building.instructor_plans.states import LineState, PlanState
from party_building.instructors import actions as instructors
from party_building.instructors.states import DispatchBasis

MAKE = "instructor_plans.make"
LARGE = 300  # from so many organizations on a plan is made and applied by a job


def make(*, actor: Actor, organ: Department, basis: DispatchBasis, within_district: bool = False) -> InstructorPlan:
    """Compute today's plan and keep it, applied by nobody. The solver runs outside the transaction.

    Raises NotPermitted, NotCompetent, Refusal where there is nothing to plan or the solver gave up.
    """
    from party_building.instructor_plans import solving  # noqa: PLC0415  a hundred megabytes that few pages need

    require(actor, MAKE, "计算选派方案")
    today = clock.today()
    plan = InstructorPlan(organ=organ, day=today, basis=basis, within_district=within_district)
    check_competent(plan, actor=actor, label="计算选派方案")
    bodies, workers = queries.bodies_of(organ, actor, today), queries.workers_of(organ, today)
    problem = queries.problem_of(bodies, workers, today, within_district=within_district)
    if not problem.bodies:
        raise Refusal("没有应派未派的组织，不需要选派方案。")
    try:
        found = solving.solve(problem)
    except solving.NoSolution as none:
        raise Refusal(f"没有得出方案（{none}），请稍后重试。") from none
    plan.bodies, plan.instructors = len(problem.bodies), len(problem.workers)
    plan.status, plan.objective, plan.bound = found.status, found.objective, found.bound
    plan.gap, plan.seconds = found.gap, round(found.seconds, 3)
    plan.loads = {str(one.pk): [one.load, one.cap] for one in problem.workers}
    plan.weights = {name: getattr(problem.weights, name) for name in queries.SCORES}
    return _kept(plan, problem, found.assigned, actor)


@transaction.atomic
def _kept(plan: InstructorPlan, problem: Problem, assigned: dict[int, int], actor: Actor) -> InstructorPlan:
    plan.save(force_insert=True)
    workers = {one.pk: one for one in problem.workers}
    lines, gaps = [], []
    for body in problem.bodies:
        worker = workers.get(assigned.get(body.pk, 0))
        if worker is None:
            gaps.append(InstructorPlanGap(plan=plan, organization_id=body.pk, reason=_why_left(body, problem)))
            continue
        lines.append(
            InstructorPlanLine(
                plan=plan,
                organization_id=body.pk,
                instructor_id=worker.pk,
                distance=distance(body, worker).value,
                trade=trade(body, worker).value,
                load_before=worker.load,
            )
        )
    InstructorPlanLine.objects.bulk_create(lines, batch_size=1000)
    InstructorPlanGap.objects.bulk_create(gaps, batch_size=1000)
    log(plan, "make", actor=actor)
    audit.record("instructor_plans.make", actor=actor, subject=plan, lines=len(lines), gaps=len(gaps))
    return plan


def _why_left(body: Body, problem: Problem) -> str:
    if not problem.workers:
        return "队伍中没有可以选派的指导员"
    if problem.within_district:
        if body.district is None:
            return "住所所在区县未录入，不能在本区县内选派"
        return "本区县指导员的余量已用完"
    return f"队伍余量不足：还可联系{problem.room}家，应派{len(problem.bodies)}家"


@transaction.atomic
def strike(line: InstructorPlanLine, *, actor: Actor, note: str = "") -> None:
    """Not this one: the organization stays uncovered. Raises NotPermitted, NotCompetent, WrongState."""
    _move(line, actor, LineState.PROPOSED, LineState.STRUCK, "划去建议", note)


@transaction.atomic
def restore(line: InstructorPlanLine, *, actor: Actor) -> None:
    """Taken back in. Raises as `strike`."""
    _move(line, actor, LineState.STRUCK, LineState.PROPOSED, "恢复建议", "")


def _move(line: InstructorPlanLine, actor: Actor, before: LineState, after: LineState, label: str, note: str) -> None:
    require(actor, MAKE, label)
    lock(line.plan)
    lock(line)
    check_competent(line.plan, actor=actor, label=label)
    if line.plan.state != PlanState.DRAFT:
        raise WrongState(f"方案{line.plan.get_state_display()}，不能{label}。")
    if line.state != before:
        raise WrongState(f"该建议{line.get_state_display()}，不能{label}。请刷新页面。")
    line.state, line.note = after, note.strip()
    line.save(update_fields=["state", "note"])
    audit.record("instructor_plans.line", actor=actor, subject=line.plan, line=line.pk, state=after)


def check_apply(plan: InstructorPlan, *, actor: Actor) -> None:
    """What applying would refuse. Raises NotCompetent, WrongState."""
    check_step(plan, "apply", actor=actor)


@transaction.atomic
def apply(
    plan: InstructorPlan, *, actor: Actor, since: datetime.date, document: str = "", progress=None
) -> dict[str, int]:
    """Send as proposed, from `since` on. What no longer fits is left and says why; nothing is sent twice.

    Raises NotPermitted, NotCompetent, WrongState when it was applied or discarded before.
    """
    perform(plan, "apply", actor=actor, applied_on=since, document=document.strip())
    rows = list(
        plan.lines.filter(state=LineState.PROPOSED)
        .select_related(
            "organization__party_superior", "instructor__person", "instructor__organ", "instructor__account"
        )
        .order_by("pk")
    )
    for done, line in enumerate(rows, 1):
        _send(line, plan, actor, since)
        if progress is not None:
            progress(done, len(rows), stage="选派")
    InstructorPlanLine.objects.bulk_update(rows, ["state", "note"], batch_size=500)
    sent = sum(line.state == LineState.SENT for line in rows)
    audit.record("instructor_plans.apply", actor=actor, subject=plan, sent=sent, skipped=len(rows) - sent)
    return {"sent": sent, "skipped": len(rows) - sent}


def _send(line: InstructorPlanLine, plan: InstructorPlan, actor: Actor, since: datetime.date) -> None:
    try:
        with transaction.atomic():
            instructors.dispatch(
                line.organization,
                instructor=line.instructor,
                basis=DispatchBasis(plan.basis),
                actor=actor,
                since=since,
                document=plan.document,
            )
    except Refusal as refusal:
        line.state, line.note = LineState.SKIPPED, str(refusal)[:300]
    else:
        line.state = LineState.SENT


def discard(plan: InstructorPlan, *, actor: Actor) -> None:
    """Raises NotPermitted, NotCompetent, WrongState."""
    perform(plan, "discard", actor=actor)


def by_instructor(plan: InstructorPlan, most: int = 200) -> list[dict]:
    """Load before and after of those whom the plan sends, the fullest first. One query."""
    kept = plan.lines.exclude(state__in=(LineState.STRUCK, LineState.SKIPPED))
    rows = kept.values("instructor", "instructor__person__name").annotate(more=Count("pk"))
    found = []
    for row in rows:
        before, cap = plan.loads.get(str(row["instructor"]), (0, None))
        found.append({**row, "before": before, "after": before + row["more"], "cap": cap})
    found.sort(key=lambda row: (-row["after"], row["instructor__person__name"]))
    return found[:most]
