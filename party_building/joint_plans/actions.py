"""Making a plan, striking groups out of it, opening requests for the others. Nothing is established here."""

from collections import Counter

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.access.scope import Scope, ScopeKind
from core.departments.models import Department, Region
from core.refusal import Refusal
from core.workflow.errors import NotPermitted
from core.workflow.perform import check_competent, lock
from party_building.joint_plans import queries, solver
from party_building.joint_plans.models import JointGroup, JointGroupBody, JointPlan
from party_building.joint_plans.states import GroupKind, GroupState
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm
from party_building.unit_requests.actions import open_establishment
from registry.organizations.models import Organization

PLAN = "coverage.plan"
ORDINALS = "一二三四五六七八九十"


def _require(actor: Actor, what: str) -> None:
    if not actor.can(PLAN):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")


@transaction.atomic
def make(department: Department, *, actor: Actor, seconds: float = 10.0) -> JointPlan:
    """A plan for the organizations of the organ's line. Raises NotPermitted, Refusal where nobody may join.

    Takes up to `seconds` for each district.
    """
    _require(actor, "规划联合党支部")
    day = clock.today()
    scope = Scope(ScopeKind.PARTY, (department.pk,))
    limits = queries.limits_on(day, seconds=seconds)
    found = queries.situation(scope, day)
    splits = queries.over_large(scope, day, limits.units)
    if not found.candidates and not splits:
        raise Refusal("没有可以参加联合的组织：有1至2名正式党员、尚未覆盖的组织为零。没有党员的请选派党建指导员。")
    solution = solver.solve(found.candidates, limits)
    plan = JointPlan.objects.create(
        department=department,
        as_of=day,
        least_members=limits.members,
        most_units=limits.units,
        candidates=len(found.candidates),
        alone=found.alone,
        without_members=found.without_members,
        covered_before=found.covered,
        total=found.total,
        is_proven=solution.is_proven,
        objective=solution.objective,
        bound=solution.bound,
        seconds=round(solution.seconds, 2),
        made_by_id=actor.user_id,
    )
    _write(plan, solution.groups, {one.key: one.members for one in found.candidates})
    for unit, able in splits:
        parts = solver.solve(able, limits)
        _write(plan, parts.groups, {one.key: one.members for one in able}, unit=unit)
    audit.record("joint_plans.make", actor=actor, subject=plan, groups=plan.groups.count())
    return plan


def _write(plan: JointPlan, groups, members: dict[int, int], *, unit: PartyUnit | None = None) -> None:
    keys = [key for group in groups for key in group.keys]
    bodies = Organization.objects.select_related("street").in_bulk(keys)
    number = plan.groups.count()
    used: Counter = Counter()
    for group in groups:
        number += 1
        its = [bodies[key] for key in group.keys]
        region = Counter(body.street for body in its if body.street_id).most_common(1)[0][0]
        trade = _shared([body.industry for body in its])
        row = JointGroup.objects.create(
            plan=plan,
            number=number,
            kind=GroupKind.SPLIT if unit else GroupKind.NEW,
            unit=unit,
            name=_name(region, trade, used, unit),
            region=region,
            reason=_reason(its, trade, unit),
            members=sum(members[key] for key in group.keys),
        )
        JointGroupBody.objects.bulk_create(
            [JointGroupBody(group=row, organization_id=key, members=members[key]) for key in group.keys]
        )


def _shared(trades: list[str]) -> str:
    return trades[0] if len(set(trades)) == 1 else ""


def _name(region: Region, trade: str, used: Counter, unit: PartyUnit | None) -> str:
    """The first free ordinal of the street (and trade); names on record are taken too."""
    stem = unit.name.removesuffix("联合党支部").removesuffix("党支部") if unit else f"{region.name}{trade}"
    taken = set(PartyUnit.objects.filter(name__startswith=stem, dissolved_on=None).values_list("name", flat=True))
    while True:
        used[stem] += 1
        name = f"{stem}第{_ordinal(used[stem])}联合党支部"
        if name not in taken:
            return name


def _ordinal(number: int) -> str:
    if number <= 10:
        return ORDINALS[number - 1]
    tens, ones = divmod(number, 10)
    head = "" if tens == 1 else ORDINALS[tens - 1]
    return f"{head}十{ORDINALS[ones - 1] if ones else ''}"


def _reason(bodies: list[Organization], trade: str, unit: PartyUnit | None) -> str:
    streets = {body.street_id for body in bodies}
    words = ["同一镇街" if len(streets) == 1 else f"同一区县{len(streets)}个镇街"]
    words += [f"同为{trade}"] if trade else []
    return f"{'由' + unit.name + '拆分，' if unit else ''}{'、'.join(words)}，{len(bodies)}家"


@transaction.atomic
def strike(group: JointGroup, *, actor: Actor) -> None:
    """Leave a group out, or take it in again. Raises NotPermitted, NotCompetent, Refusal once it was opened."""
    _require(actor, "调整规划")
    lock(group)
    check_competent(group.plan, actor=actor, label="调整规划")
    if group.state == GroupState.OPENED:
        raise Refusal(f"“{group.name}”的请示已经发起，请在请示中撤回。")
    group.state = GroupState.STRUCK if group.state == GroupState.PROPOSED else GroupState.PROPOSED
    group.save(update_fields=["state"])
    audit.record("joint_plans.strike", actor=actor, subject=group, state=group.state)


@transaction.atomic
def open_requests(plan: JointPlan, numbers: list[int], *, actor: Actor) -> int:
    """Requests to establish the chosen new groups, as drafts, each asking its street for consent. Returns how many.

    A group whose bodies have found another unit meanwhile, or whose members are no longer enough, stops all of it with
    a sentence that names it. What is opened is passed over. Raises NotPermitted, NotCompetent, Refusal.
    """
    _require(actor, "发起成立请示")
    lock(plan)
    check_competent(plan, actor=actor, label="发起成立请示")
    chosen = plan.groups.filter(number__in=numbers, kind=GroupKind.NEW, state=GroupState.PROPOSED)
    groups = list(chosen.select_related("region").prefetch_related("bodies__organization"))
    if not groups:
        raise Refusal("请先选择至少一个新建联合党支部的建议。")
    _refuse_stale(plan, groups)
    for group in groups:
        request = open_establishment(
            actor=actor,
            name=group.name,
            form=UnitForm.JOINT,
            organizations=[body.organization for body in group.bodies.all()],
            superior=plan.department,
            service_region=group.region,
            plan=str(plan),
        )
        group.state, group.request_key = GroupState.OPENED, request.pk
        group.save(update_fields=["state", "request_key"])
    audit.record("joint_plans.open", actor=actor, subject=plan, groups=len(groups))
    return len(groups)


def _refuse_stale(plan: JointPlan, groups: list[JointGroup]) -> None:
    now = queries.situation(Scope(ScopeKind.PARTY, (plan.department_id,)), clock.today())
    members = {one.key: one.members for one in now.candidates}
    for group in groups:
        keys = [body.organization_id for body in group.bodies.all()]
        gone = [body.organization.name for body in group.bodies.all() if body.organization_id not in members]
        if gone:
            raise Refusal(f"“{group.name}”中的{'、'.join(gone)}情况已变化（已有党组织或党员人数变化），请重新规划。")
        if sum(members[key] for key in keys) < plan.least_members:
            raise Refusal(f"“{group.name}”的正式党员已不足{plan.least_members}人，请重新规划。")
