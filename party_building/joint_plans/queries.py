"""Whom a plan is about. Bodies with enough members stand alone, those without any get an instructor: neither joins."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from core.access.scope import Scope
from party_building.coverage import queries as coverage
from party_building.joint_plans.solver import Candidate, Limits, Place
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.party_units.states import CoverageKind, UnitForm
from registry.organizations.models import Organization


@dataclass(frozen=True)
class Situation:
    """The organizations of a scope on a day, sorted by what the rules ask of them."""

    candidates: tuple[Candidate, ...]
    alone: int
    without_members: int
    without_place: int
    covered: int
    total: int


def limits_on(day: datetime.date, *, seconds: float = 10.0) -> Limits:
    """As the rows of the day say; the shipped numbers where the bureau keeps none."""
    numbers = limits(day)
    usual = Limits()
    return Limits(
        numbers.get(LimitCode.JOINT_MEMBERS, usual.members), numbers.get(LimitCode.JOINT_UNITS, usual.units), seconds
    )


def _enough_alone(day: datetime.date) -> int:
    """Formal members with which an organization must stand alone."""
    return limits(day).get(LimitCode.ESTABLISH_MEMBERS, Limits().members)


def situation(scope: Scope, day: datetime.date) -> Situation:
    """Three queries. Who is affiliated or has a functional unit alone may join: neither counts as covered."""
    rows = Organization.objects.within(scope).as_of(day).active()
    total = rows.count()
    missing = coverage.with_members(coverage.without_built(rows, day), day)
    alone = _enough_alone(day)
    names = [rows.column(name) for name in ("district_id", "street_id", "industry")]
    found = list(missing.values_list("pk", "formal", *names))
    candidates = _candidates(row for row in found if 0 < row[1] < alone)
    return Situation(
        candidates=tuple(candidates),
        alone=sum(row[1] >= alone for row in found),
        without_members=sum(row[1] == 0 for row in found),
        without_place=sum(0 < row[1] < alone and not (row[2] and row[3]) for row in found),
        covered=total - len(found),
        total=total,
    )


def _candidates(rows: Iterable[tuple]) -> list[Candidate]:
    return [
        Candidate(pk, Place(district, street, trade or ""), formal)
        for pk, formal, district, street, trade in rows
        if district and street
    ]


def over_large(scope: Scope, day: datetime.date, most: int) -> list[tuple[PartyUnit, list[Candidate]]]:
    """Joint units with more than `most` bodies: the unit, and those of its bodies that may share a branch."""
    found, alone = [], _enough_alone(day)
    for unit in PartyUnit.objects.within(scope).on(day).filter(form=UnitForm.JOINT).order_by("pk"):
        links = CoverageLink.objects.on(day).filter(unit=unit, kind=CoverageKind.JOINT)
        if links.count() <= most:
            continue
        rows = Organization.objects.as_of(day).filter(pk__in=links.values("organization"))
        names = [rows.column(name) for name in ("district_id", "street_id", "industry")]
        bodies = list(coverage.with_members(rows, day).values_list("pk", "formal", *names))
        able = _candidates(row for row in bodies if 0 < row[1] < alone)
        able = [Candidate(one.key, Place(0, 0, one.place.trade), one.members) for one in able]  # they met so far
        found.append((unit, able))
    return found
