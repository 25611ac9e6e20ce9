"""The same number for every district or department at once: one GROUP BY for each set of rows."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.module_loading import import_string

from core.access.scope import EVERYTHING, Scope
from core.indicators.base import Indicator

NO_UNIT = 0  # rows whose organization has no such unit: printed as 未归集


@dataclass(frozen=True)
class Figure:
    """Two integers; a rate is made of them only where it is printed. `denominator` None = a plain count."""

    numerator: int = 0
    denominator: int | None = None


def unit_names() -> list[str]:
    return list(settings.INDICATOR_UNITS)


def with_unit(rows: QuerySet, unit: str, as_of: datetime.date) -> QuerySet:
    """`rows` annotated with `unit_id`: to which district, department … each belonged on the day."""
    if hasattr(rows, "unit_of"):
        return rows.annotate(unit_id=rows.unit_of(unit, as_of))
    expression = import_string(settings.INDICATOR_UNITS[unit])(getattr(rows, "scope_prefix", ""), as_of)
    return rows.annotate(unit_id=expression)


def by_unit(indicator: Indicator, scope: Scope, unit: str, as_of: datetime.date) -> dict[int, Figure]:
    """Figure per unit id (NO_UNIT for rows without one). One query for the numerator, one for the denominator."""
    numerators = _counts(indicator.numerator(scope, as_of), unit, as_of)
    population = indicator.denominator(scope, as_of)
    if population is None:
        return {key: Figure(count) for key, count in numerators.items()}
    denominators = _counts(population, unit, as_of)
    return {key: Figure(numerators.get(key, 0), denominators.get(key, 0)) for key in {**denominators, **numerators}}


def total(indicator: Indicator, scope: Scope = EVERYTHING, *, as_of: datetime.date) -> Figure:
    """The figure of the whole scope: two counts."""
    population = indicator.denominator(scope, as_of)
    return Figure(indicator.numerator(scope, as_of).count(), None if population is None else population.count())


def _counts(rows: QuerySet, unit: str, as_of: datetime.date) -> dict[int, int]:
    grouped = with_unit(rows, unit, as_of).order_by().values_list("unit_id").annotate(n=Count("pk", distinct=True))
    return {key if key is not None else NO_UNIT: count for key, count in grouped}
