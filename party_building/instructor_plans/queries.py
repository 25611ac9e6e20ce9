"""What the planner reads, and what has changed since it did."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q

from core.access.actor import Actor
from core.departments.models import Department, RegionLevel
from party_building.instructor_plans.models import InstructorPlan
from party_building.instructor_plans.problem import Body, Problem, Weights, Worker
from party_building.instructor_plans.states import LineState
from party_building.instructors.models import Dispatch, Instructor
from party_building.instructors.queries import uncovered
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from registry.organizations.models import Organization, OrganizationQuerySet

SCORES = {
    "same_district": LimitCode.PLAN_SAME_DISTRICT,
    "other_district": LimitCode.PLAN_OTHER_DISTRICT,
    "other_trade": LimitCode.PLAN_OTHER_TRADE,
    "load": LimitCode.PLAN_LOAD,
}


def weights(day: datetime.date) -> Weights:
    """The scores in force on `day`; a score without a row is 0. Far is never nearer than near."""
    numbers = limits(day)
    said = {name: numbers.get(code, 0) for name, code in SCORES.items()}
    return Weights(**{**said, "other_district": max(said["same_district"], said["other_district"])})


def bodies_of(organ: Department, actor: Actor, day: datetime.date) -> OrganizationQuerySet:
    """Uncovered organizations that the organ may send to: with a pool of its own, its whole line; else its own."""
    line = Organization.objects.visible_to(actor).as_of(day)
    if not Instructor.objects.on(day).filter(organ=organ).exists():
        line = line.where(party_superior=organ)
    return uncovered(line, day)


def workers_of(organ: Department, day: datetime.date):
    """The organ's own pool; one that has no organs below draws from the pool above as well."""
    reached = Q(organ=organ)
    if organ.parent_id and not Department.objects.active(day).filter(parent=organ, kind=organ.kind).exists():
        reached |= Q(organ=organ.parent_id)
    return Instructor.objects.on(day).filter(reached)


def problem_of(bodies: OrganizationQuerySet, workers, day: datetime.date, *, within_district: bool) -> Problem:
    """Three queries."""
    columns = (bodies.column(name) for name in ("district_id", "street_id", "industry"))
    asked = bodies.order_by("pk").values_list("pk", *columns)
    return Problem(
        tuple(Body(pk, district, street, trade or "") for pk, district, street, trade in asked),
        tuple(_worker(row) for row in workers.with_load(day).select_related("home").order_by("pk")),
        weights(day),
        within_district,
    )


def _worker(row: Instructor) -> Worker:
    street = row.home if row.home_id and row.home.level == RegionLevel.TOWNSHIP else None
    district = (street.parent_id if street else row.home_id) if row.home_id else None
    return Worker(row.pk, district, street.pk if street else None, frozenset(row.trades), row.load, row.cap)


@dataclass(frozen=True)
class Changes:
    """What is no longer as the plan saw it; sentences for the page."""

    lines: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lines)


def changes_since(plan: InstructorPlan, actor: Actor, day: datetime.date) -> Changes:
    """Of a draft: bodies that came or went, instructors who left or whose load is another one. Five queries."""
    now = set(bodies_of(plan.organ, actor, day).values_list("pk", flat=True))
    planned = set(plan.lines.values_list("organization", flat=True))
    known = planned | set(plan.gaps.values_list("organization", flat=True))
    served = set(Dispatch.objects.on(day).filter(organization__in=known - now).values_list("organization", flat=True))
    gone = known - now - served
    said = []
    if served:
        said.append(f"{len(served)}家已另行选派指导员")
    if gone:
        said.append(f"{len(gone)}家已建党组织、注销或不再由本机构负责")
    if now - known:
        said.append(f"{len(now - known)}家新列入应派未派，方案中没有")
    return Changes(said + _about_workers(plan, day))


def _about_workers(plan: InstructorPlan, day: datetime.date) -> list[str]:
    """About the instructors whom the plan sends."""
    asked = plan.lines.filter(state=LineState.PROPOSED).values("instructor")
    rows = Instructor.objects.filter(pk__in=asked).with_load(day).select_related("person").order_by("pk")
    left = [row.person.name for row in rows if not row.is_on(day)]
    moved = [
        f"{row.person.name}（{plan.loads[str(row.pk)][0]}家→{row.load}家）"
        for row in rows
        if row.is_on(day) and str(row.pk) in plan.loads and plan.loads[str(row.pk)][0] != row.load
    ]
    said = [f"指导员{_some(left)}已离队"] if left else []
    return said + ([f"联系家数有变化：{_some(moved)}"] if moved else [])


def _some(names: list[str], most: int = 5) -> str:
    more = f"等{len(names)}名" if len(names) > most else ""
    return "、".join(names[:most]) + more
