"""One row per indicator and unit each night, so that a trend does not have to be computed backwards."""

import datetime

from django.db import transaction

from core.access.scope import EVERYTHING
from core.indicators.base import Indicator, all_indicators
from core.indicators.grouping import NO_UNIT, Figure, by_unit, kept_units, total
from core.indicators.models import IndicatorSnapshot

ALL = "all"


@transaction.atomic
def take(as_of: datetime.date) -> int:
    """Keep the figures of the day; what was kept before stays as it is. Returns the rows written."""
    if IndicatorSnapshot.objects.filter(as_of=as_of).exists():
        return 0
    rows = [row for indicator in all_indicators() for row in _rows(indicator, as_of)]
    return len(IndicatorSnapshot.objects.bulk_create(rows))


def _rows(indicator: Indicator, as_of: datetime.date) -> list[IndicatorSnapshot]:
    def row(unit: str, unit_id: int, figure: Figure) -> IndicatorSnapshot:
        return IndicatorSnapshot(
            indicator=indicator.code,
            as_of=as_of,
            unit_type=unit,
            unit_id=unit_id,
            numerator=figure.numerator,
            denominator=figure.denominator,
        )

    rows = [row(ALL, NO_UNIT, total(indicator, as_of=as_of))]
    for unit in kept_units():
        rows += [row(unit, key, figure) for key, figure in by_unit(indicator, EVERYTHING, unit, as_of).items()]
    return rows
