"""Finding filed groups, the queue of calls, and how near a group is to registration."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q

from core import clock
from core.departments.models import Department, Region
from registry.community_orgs import past
from registry.community_orgs.models import (
    CommunityOrganization,
    CommunityOrganizationQuerySet,
    RegistrationCondition,
)
from registry.community_orgs.states import Contact, FilingState
from registry.organizations.names import tidy
from registry.organizations.states import OrgType

LINKS = ("kind", "office__region", "guiding_authority", "district", "street", "community", "federation")


def matching(rows: CommunityOrganizationQuerySet, typed: str) -> CommunityOrganizationQuerySet:
    """Any part of the name, its first letters or its pinyin from the beginning, or any part of the number."""
    part = tidy(typed)
    if not part:
        return rows
    letters = part.lower()
    condition = Q(name__contains=part) | Q(filing_no__contains=part)
    if letters.isascii() and letters.isalnum():
        condition |= Q(initials__startswith=letters) | Q(pinyin__startswith=letters)
    return rows.filter(condition)


def to_call(rows: CommunityOrganizationQuerySet, today: datetime.date) -> CommunityOrganizationQuerySet:
    """Filed, not yet confirmed this year, not called today, not already said to have stopped; never called first."""
    year = datetime.date(today.year, 1, 1)
    waiting = rows.filter(state=FilingState.FILED, filed_on__lt=year)
    waiting = waiting.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=year))
    waiting = waiting.filter(Q(contacted_on=None) | Q(contacted_on__lt=today))
    stopped = Q(contact_result=Contact.STOPPED, contacted_on__gte=year)
    return waiting.exclude(stopped).order_by(F("contacted_on").asc(nulls_first=True), "street", "pinyin", "pk")


def with_past(rows: list[CommunityOrganization]) -> None:
    """Show the rows of a `from_facts` queryset as they were; two queries for the offices and regions of the page."""
    past.put_past(rows)
    offices = Department.objects.in_bulk({row.office_id for row in rows} - {None})
    wanted = {getattr(row, name) for row in rows for name in past.REGION_COLUMNS.values()}
    regions = Region.objects.in_bulk(wanted - {None})
    for row in rows:
        row.office = offices.get(row.office_id)
        for name in past.REGION_COLUMNS.values():
            setattr(row, name.removesuffix("_id"), regions.get(getattr(row, name)))


# ---- growth into registration


@dataclass(frozen=True)
class Check:
    """One condition against one group; `is_met` None where a person has to look."""

    condition: RegistrationCondition
    have: Decimal | int | None
    is_met: bool | None

    @property
    def tone(self) -> str:
        return {True: "ok", False: "warning", None: "neutral"}[self.is_met]

    @property
    def word(self) -> str:
        return {True: "已达到", False: "未达到", None: "由人核对"}[self.is_met]


@dataclass(frozen=True)
class Way:
    """Conditions one of which is enough."""

    checks: list[Check]

    @property
    def is_met(self) -> bool | None:
        said = [check.is_met for check in self.checks]
        return True if True in said else (None if None in said else False)


def conditions(org_type: str, day: datetime.date) -> list[RegistrationCondition]:
    return list(RegistrationCondition.objects.on(day).filter(org_type=org_type))


def _have(row: CommunityOrganization, measure: str):
    """What the group has of it; a mixed membership has both kinds of members."""
    if measure == "mixed_members":
        return row.members_count if row.individual_members and row.unit_members else 0
    return getattr(row, measure) or 0


def checklist(row: CommunityOrganization, org_type: str, day: datetime.date) -> list[Way]:
    """The conditions of one type against the group, in the order of the rows; one query."""
    ways: dict[str, list[Check]] = {}
    for condition in conditions(org_type, day):
        have = _have(row, condition.measure) if condition.measure else None
        is_met = None if have is None or condition.threshold is None else have >= condition.threshold
        ways.setdefault(condition.alternative, []).append(Check(condition, have, is_met))
    return [Way(checks) for checks in ways.values()]


def countable(day: datetime.date) -> Q:
    """Groups that meet every condition of a social group that can be counted: the list of those ready to register."""
    ways: dict[str, Q] = {}
    for condition in conditions(OrgType.ASSOCIATION, day):
        if not condition.measure or condition.threshold is None:
            continue
        ways[condition.alternative] = ways.get(condition.alternative, Q()) | _at_least(condition)
    whole = Q(state=FilingState.FILED)
    for way in ways.values():
        whole &= way
    return whole


def _at_least(condition: RegistrationCondition) -> Q:
    if condition.measure == "mixed_members":
        return Q(members_count__gte=condition.threshold, individual_members__gt=0, unit_members__gt=0)
    return Q(**{f"{condition.measure}__gte": condition.threshold})


def is_ready(row: CommunityOrganization) -> bool:
    """As `countable`, for one row in hand; one query."""
    ways = checklist(row, OrgType.ASSOCIATION, clock.today())
    return row.state == FilingState.FILED and all(way.is_met is not False for way in ways)
