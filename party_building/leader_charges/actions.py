"""The verbs of the leaders' charges: the party organ keeps the list, the leader and the organ write what was done."""

import datetime
from collections.abc import Collection

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.forms import check_version
from core.identity.models import User
from core.workflow.errors import NotCompetent, NotPermitted, Refusal
from core.workflow.perform import check_competent, lock
from party_building.leader_charges.models import ChargedLeader, ChargeNote, LeaderCharge
from party_building.leader_charges.states import EDIT, NOTE, ChargeKind, NoteKind
from registry.organizations.models import Organization


def _require(obj, actor: Actor, what: str) -> None:
    if not actor.can(EDIT):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")
    check_competent(obj, actor=actor, label=what)


@transaction.atomic
def enlist(
    *,
    actor: Actor,
    department: Department,
    name: str,
    post: str,
    document: str,
    valid_from: datetime.date,
    regions_due: int = 0,
    organizations_due: int = 0,
    user: User | None = None,
    valid_to: datetime.date | None = None,
) -> ChargedLeader:
    """A leader comes on the list. Raises NotPermitted, NotCompetent, Refusal for one who is on it."""
    leader = ChargedLeader(
        department=department, name=name.strip(), post=post.strip(), document=document, valid_from=valid_from,
        regions_due=regions_due, organizations_due=organizations_due, user=user, valid_to=valid_to,
    )  # fmt: skip
    _require(leader, actor, "登记包联领导")
    same = ChargedLeader.objects.filter(department=department, name=leader.name, post=leader.post, valid_to=None)
    if same.exists():
        raise Refusal(f"{leader.post}{leader.name}已在名单中。")
    leader.save(force_insert=True)
    audit.record("leader_charges.enlist", actor=actor, subject=leader)
    return leader


@transaction.atomic
def amend(leader: ChargedLeader, *, actor: Actor, version: int | None, **changes) -> None:
    """Raises StaleVersion, NotPermitted, NotCompetent. A last day ends what the leader still has in charge then."""
    check_version(leader, version)
    _require(leader, actor, "修改包联领导")
    for name, value in changes.items():
        setattr(leader, name, value)
    leader.version += 1
    leader.save(update_fields=[*changes, "version"])
    if leader.valid_to:
        for charge in leader.charges.on(leader.valid_to).select_related("leader__department"):
            if charge.valid_to is None or charge.valid_to > leader.valid_to:
                end(charge, actor=actor, last_day=leader.valid_to, reason="领导包联期满")
    audit.record("leader_charges.amend", actor=actor, subject=leader)


@transaction.atomic
def charge(
    leader: ChargedLeader,
    *,
    actor: Actor,
    since: datetime.date,
    regions: Collection[Region] = (),
    departments: Collection[Department] = (),
    organizations: Collection[Organization] = (),
    until: datetime.date | None = None,
) -> int:
    """From `since` on the leader answers for these. Returns how many.

    Raises NotPermitted, NotCompetent, Refusal naming what already has somebody in that time.
    """
    lock(leader)
    _require(leader, actor, "登记包联事项")
    if since < leader.valid_from or (leader.valid_to and since > leader.valid_to):
        raise Refusal(f"{leader.name}的包联期自{leader.valid_from:%Y-%m-%d}起，请核对起始日期。")
    if until is not None and until < since:
        raise Refusal("终止日期不能早于起始日期。")
    wanted = [
        *(LeaderCharge(kind=ChargeKind.REGION, region=one) for one in regions),
        *(LeaderCharge(kind=ChargeKind.DEPARTMENT, department=one) for one in departments),
        *(LeaderCharge(kind=ChargeKind.ORGANIZATION, organization=one) for one in organizations),
    ]
    if not wanted:
        raise Refusal("请至少选择一个县区、一个单位或一家社会组织。")
    for one in wanted:
        one.leader, one.valid_from, one.valid_to = leader, since, until
        _refuse_twice(one)
        one.save(force_insert=True)
    audit.record("leader_charges.charge", actor=actor, subject=leader, charges=[one.pk for one in wanted])
    return len(wanted)


def _refuse_twice(one: LeaderCharge) -> None:
    """An organization has one leader at a time; a county or an office may have several, each once."""
    rows = LeaderCharge.objects.exclude(valid_to__lt=one.valid_from).select_related("leader")
    if one.valid_to is not None:
        rows = rows.exclude(valid_from__gt=one.valid_to)
    if one.organization_id:
        rows = rows.filter(organization=one.organization_id)
    else:
        rows = rows.filter(leader=one.leader, region=one.region_id, department=one.department_id)
    met = rows.first()
    if met is not None:
        raise Refusal(f"{one.subject}自{met.valid_from:%Y-%m-%d}起已由{met.leader.name}包联，请先终止。")


@transaction.atomic
def end(found: LeaderCharge, *, actor: Actor, last_day: datetime.date, reason: str) -> None:
    """Raises NotPermitted, NotCompetent, Refusal for a day before the first or for one that has ended."""
    lock(found)
    _require(found, actor, "终止包联")
    if not reason.strip():
        raise Refusal("请写明终止的原因。")
    if last_day < found.valid_from:
        raise Refusal(f"终止日期不能早于起始日期{found.valid_from:%Y-%m-%d}。")
    if found.valid_to is not None and found.valid_to <= last_day:
        raise Refusal(f"该包联事项已于{found.valid_to:%Y-%m-%d}终止。")
    found.valid_to, found.ending_reason, found.version = last_day, reason.strip(), found.version + 1
    found.save(update_fields=["valid_to", "ending_reason", "version"])
    audit.record("leader_charges.end", actor=actor, subject=found, last_day=last_day)


@transaction.atomic
def note(found: LeaderCharge, *, actor: Actor, kind: NoteKind, on: datetime.date, text: str) -> ChargeNote:
    """A visit or progress, by the leader or by the organ that keeps the list.

    Raises NotPermitted, NotCompetent, Refusal for a day to come or before the charge began.
    """
    if not actor.can(NOTE):
        raise NotPermitted("您的岗位没有“登记包联情况”的权限，请联系系统管理员调整岗位。")
    is_leader = actor.user_id is not None and found.leader.user_id == actor.user_id
    if not is_leader and not actor.competent_for(found):
        raise NotCompetent(f"“登记包联情况”由{found.leader.name}或{found.competent_department_name}办理。")
    if on > clock.today():
        raise Refusal("日期不能晚于今天。")
    if on < found.valid_from:
        raise Refusal(f"日期不能早于包联起始日期{found.valid_from:%Y-%m-%d}。")
    if not text.strip():
        raise Refusal("请写明情况。")
    made = ChargeNote.objects.create(
        charge=found, kind=kind, on=on, text=text.strip(), by_id=actor.user_id, at=clock.now()
    )
    audit.record("leader_charges.note", actor=actor, subject=found, note=made.pk)
    return made
