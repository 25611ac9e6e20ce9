"""Numbers for the party line alone: they appear on no dashboard, in no ranking and nowhere in public."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from core.access.scope import Scope
from party_building.activities import periods
from party_building.activities.models import Activity, ActivityKind
from party_building.activities.periods import Period
from party_building.activities.queries import frequency_of, has_held, owing
from party_building.activities.states import Per
from party_building.party_units.models import PartyUnit

THEME_DAY = "theme_day"


@dataclass(frozen=True)
class MonthState:
    """Of the month that holds the day: how many branches owe the theme party day, and how many have it on record."""

    period: Period
    owing: int
    held: int

    @property
    def rest(self) -> int:
        return self.owing - self.held


def theme_day_month(scope: Scope, as_of: datetime.date) -> MonthState:
    """As it stood at the end of `as_of`. Two queries."""
    period = periods.period_of(Per.MONTH, as_of)
    frequency = frequency_of(THEME_DAY, period.last)
    if frequency is None:
        return MonthState(period, 0, 0)
    rows = owing(frequency, period, as_of, PartyUnit.objects.within(scope))
    counts = rows.aggregate(all=Count("pk"), held=Count("pk", filter=has_held(THEME_DAY, period, as_of)))
    return MonthState(period, counts["all"], counts["held"])


def held_by_kind(
    scope: Scope, first: datetime.date, last: datetime.date, as_of: datetime.date
) -> list[tuple[ActivityKind, int]]:
    """FLOW: activities held from `first` to `last`, both included, on record at the end of `as_of`, by kind.

    A joint activity is one. One query.
    """
    rows = Activity.objects.within(scope).standing(as_of).held(first, last).filter(kind=OuterRef("pk")).order_by()
    counted = Subquery(rows.values("kind").annotate(n=Count("pk", distinct=True)).values("n"))
    kinds = ActivityKind.objects.annotate(held=Coalesce(counted, 0))
    return [(kind, kind.held) for kind in kinds if kind.is_active or kind.held]
