"""How a number went: from the figures kept at night, as they were known then."""

import datetime
from dataclasses import dataclass

from django.db.models import Sum

from core.access.scope import Scope, ScopeKind
from core.indicators.grouping import Figure
from core.indicators.models import IndicatorSnapshot
from core.indicators.snapshots import ALL

# Along which unit the kept figures of a scope are summed up.
UNIT_OF_SCOPE = {ScopeKind.AUTHORITY: "supervising", ScopeKind.RESPONSIBILITY: "responsible", ScopeKind.PARTY: "party"}
UNIT_OF_LEVEL = {1: "city", 2: "district", 3: "street"}


@dataclass(frozen=True)
class Night:
    day: datetime.date
    figure: Figure


def series(code: str, scope: Scope, *, since: datetime.date, until: datetime.date) -> list[Night]:
    """The last kept night of each month from `since` to `until`, both inclusive, oldest first. One query.

    Empty for a scope whose sums are not kept (communities, single organizations).
    """
    rows = _kept(scope)
    if rows is None:
        return []
    rows = rows.filter(indicator=code, as_of__gte=since, as_of__lte=until).order_by("as_of").values("as_of")
    last: dict[tuple[int, int], Night] = {}
    for row in rows.annotate(n=Sum("numerator"), d=Sum("denominator")):
        day = row["as_of"]
        last[day.year, day.month] = Night(day, Figure(row["n"], row["d"]))
    return list(last.values())


def _kept(scope: Scope):
    if scope.kind == ScopeKind.ALL:
        return IndicatorSnapshot.objects.filter(unit_type=ALL)
    unit = UNIT_OF_LEVEL.get(scope.level or 0) if scope.kind == ScopeKind.TERRITORY else UNIT_OF_SCOPE.get(scope.kind)
    return IndicatorSnapshot.objects.filter(unit_type=unit, unit_id__in=scope.ids) if unit and scope.ids else None
