"""“再覆盖哪几家能到多少”: the organizations that would bring the organization coverage to a target, the ready first.

Only bodies that lawfully can have an organ count: three formal members stand alone, one or two may join with others.
Those without a member are never counted: they get an instructor.
"""

import datetime
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from core.access.scope import Scope
from party_building.coverage import queries
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from registry.organizations.models import Organization


@dataclass(frozen=True)
class Candidate:
    organization: Organization
    formal: int
    is_alone: bool

    @property
    def way(self) -> str:
        return "正式党员已达规定人数，应单独组建" if self.is_alone else "有正式党员，可与邻近或同行业的组织联合组建"


@dataclass(frozen=True)
class Way:
    """`needed` organizations are missing to the target; `candidates` are at most so many, the ready first."""

    total: int
    covered: int
    needed: int
    candidates: tuple[Candidate, ...]
    without_members: int

    @property
    def is_reachable(self) -> bool:
        return len(self.candidates) >= self.needed


def way_to(scope: Scope, percent: int, *, as_of: datetime.date) -> Way:
    """Four queries. `percent` from 1 to 100."""
    rows = Organization.objects.within(scope).as_of(as_of).active()
    total = rows.count()
    covered = queries.with_built(rows, as_of).count()
    needed = max(0, ceil(Fraction(percent, 100) * total) - covered)
    alone = limits(as_of).get(LimitCode.ESTABLISH_MEMBERS)
    missing = queries.with_members(queries.without_built(rows, as_of), as_of)
    ready = missing.filter(formal__gt=0).select_related("street", "district").order_by("-formal", "street_id", "pk")
    found = tuple(Candidate(row, row.formal, alone is not None and row.formal >= alone) for row in ready[:needed])
    return Way(total, covered, needed, found, missing.filter(formal=0).count())
