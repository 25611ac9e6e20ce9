"""The duties, brought up to what the facts say: for one organization after an act, for all of them every night."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.calendar import add_months
from core.workdays.calendar import add_workdays
from party_building.party_duties import queries
from party_building.party_duties.models import PartyDuty
from party_building.party_duties.states import OF_UNITS, PartyDutyKind
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from party_building.party_units.states import UnitLevel

SYSTEM = Actor.system("party_duties")


@dataclass(frozen=True)
class Asked:
    """One thing the rules ask for today."""

    kind: PartyDutyKind
    key: int
    since: datetime.date
    reason: str
    due_on: datetime.date | None = None


def _establish(day, numbers, only=None) -> Iterator[Asked]:
    number, months = numbers[LimitCode.ESTABLISH_MEMBERS], numbers.get(LimitCode.ESTABLISH_MONTHS)
    for row in queries.to_establish(day, number, only):
        due = add_months(row.since, months) if months else None
        yield Asked(PartyDutyKind.ESTABLISH, row.pk, row.since, f"专职人员中的正式党员达到{number}人", due)


def _staff(day, numbers, only=None) -> Iterator[Asked]:
    number, days = numbers[LimitCode.STAFF], numbers.get(LimitCode.STAFF_DAYS)
    for row in queries.to_serve_staff(day, number, only):
        due = row.since + datetime.timedelta(days=days) if days else None
        words = "可单独或联合组建" if row.formal else "没有正式党员，应派指导员并培养发展"
        yield Asked(PartyDutyKind.STAFF, row.pk, row.since, f"从业人员达到{number}人，{words}", due)


def _instructor(day, numbers, only=None) -> Iterator[Asked]:
    days = numbers[LimitCode.INSTRUCTOR_WORKDAYS]
    for row in queries.to_instruct(day, only):
        due = add_workdays(row.since, days)
        yield Asked(PartyDutyKind.INSTRUCTOR, row.pk, row.since, "没有党组织，也没有在任的党建指导员", due)


def _outgrown(kind, rows, day, words) -> Iterator[Asked]:
    """What a unit outgrew is dated by the night that saw it: no fact of its own says since when."""
    for row in rows:
        yield Asked(kind, row.pk, day, words)


def _committee(day, numbers, only=None) -> Iterator[Asked]:
    number = numbers[LimitCode.COMMITTEE_MEMBERS]
    rows = queries.without_committee(day, number)
    yield from _outgrown(PartyDutyKind.COMMITTEE, rows, day, f"正式党员达到{number}人，未设支部委员会")


def _general_branch(day, numbers, only=None) -> Iterator[Asked]:
    number, most = numbers[LimitCode.GENERAL_BRANCH_MEMBERS], numbers.get(LimitCode.PARTY_COMMITTEE_MEMBERS)
    rows = queries.below_level(day, number, UnitLevel.BRANCH, under=most)
    yield from _outgrown(PartyDutyKind.GENERAL_BRANCH, rows, day, f"正式党员达到{number}人")


def _party_committee(day, numbers, only=None) -> Iterator[Asked]:
    number = numbers[LimitCode.PARTY_COMMITTEE_MEMBERS]
    rows = queries.below_level(day, number, UnitLevel.BRANCH, UnitLevel.GENERAL_BRANCH)
    yield from _outgrown(PartyDutyKind.PARTY_COMMITTEE, rows, day, f"正式党员达到{number}人")


def _split(day, numbers, only=None) -> Iterator[Asked]:
    number = numbers[LimitCode.JOINT_UNITS]
    yield from _outgrown(PartyDutyKind.SPLIT, queries.too_many_bodies(day, number), day, f"联合的单位超过{number}家")


def _branch_size(day, numbers, only=None) -> Iterator[Asked]:
    number = numbers[LimitCode.BRANCH_MEMBERS]
    rows = queries.too_many_members(day, number)
    yield from _outgrown(PartyDutyKind.BRANCH_SIZE, rows, day, f"党员超过{number}人")


# Kind → the number without which nothing is asked, and what asks.
ASKING: dict[PartyDutyKind, tuple[LimitCode, Callable]] = {
    PartyDutyKind.ESTABLISH: (LimitCode.ESTABLISH_MEMBERS, _establish),
    PartyDutyKind.STAFF: (LimitCode.STAFF, _staff),
    PartyDutyKind.INSTRUCTOR: (LimitCode.INSTRUCTOR_WORKDAYS, _instructor),
    PartyDutyKind.COMMITTEE: (LimitCode.COMMITTEE_MEMBERS, _committee),
    PartyDutyKind.GENERAL_BRANCH: (LimitCode.GENERAL_BRANCH_MEMBERS, _general_branch),
    PartyDutyKind.PARTY_COMMITTEE: (LimitCode.PARTY_COMMITTEE_MEMBERS, _party_committee),
    PartyDutyKind.SPLIT: (LimitCode.JOINT_UNITS, _split),
    PartyDutyKind.BRANCH_SIZE: (LimitCode.BRANCH_MEMBERS, _branch_size),
}
ENDED = {kind: "已不再具备该项条件" for kind in PartyDutyKind} | {
    PartyDutyKind.ESTABLISH: "已建立党组织，或党员人数已不足",
    PartyDutyKind.STAFF: "已建立党组织或选派指导员，或人数已不足",
    PartyDutyKind.INSTRUCTOR: "已建立党组织或选派指导员",
}


@transaction.atomic
def refresh(organization_id: int | None = None) -> dict[str, int]:
    """Open what is asked for and has no row, end what is asked for no more. Safe to repeat; returns both numbers.

    For one organization only its own duties; without it those of units too. Two queries a kind.
    """
    day = clock.today()
    numbers = limits(day)
    kinds = [kind for kind in ASKING if organization_id is None or kind not in OF_UNITS]
    asked: dict[tuple[str, int], Asked] = {}
    for kind in kinds:
        needed, ask = ASKING[kind]
        if needed in numbers:
            asked |= {(kind.value, one.key): one for one in ask(day, numbers, organization_id)}
    known = PartyDuty.objects.open().filter(kind__in=kinds).select_for_update(no_key=True)
    if organization_id is not None:
        known = known.filter(organization=organization_id)
    standing = {(duty.kind, duty.organization_id or duty.unit_id): duty for duty in known}
    counts = {
        "opened": _open([one for key, one in asked.items() if key not in standing]),
        "ended": _end([duty for key, duty in standing.items() if key not in asked], day),
    }
    if any(counts.values()) and organization_id is None:
        audit.record("party_duties.refresh", actor=SYSTEM, subject=None, **counts)
    return counts


def _open(asked: list[Asked]) -> int:
    rows = [
        PartyDuty(
            kind=one.kind,
            unit_id=one.key if one.kind in OF_UNITS else None,
            organization_id=None if one.kind in OF_UNITS else one.key,
            reason=one.reason,
            since=one.since,
            due_on=one.due_on,
        )
        for one in asked
    ]
    return len(PartyDuty.objects.bulk_create(rows, batch_size=2000))


def _end(duties: list[PartyDuty], day: datetime.date) -> int:
    for duty in duties:
        duty.ended_on, duty.ended_by = max(day, duty.since), ENDED[PartyDutyKind(duty.kind)]
    PartyDuty.objects.bulk_update(duties, ["ended_on", "ended_by"], batch_size=2000)
    return len(duties)
