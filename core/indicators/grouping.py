"""The same number for every district or department at once: one GROUP BY for each set of rows."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Unit:
    """One way to break figures down: settings.INDICATOR_UNITS names one each.

    `of(prefix, as_of)` is the expression of the id (or the word) of the unit a row belonged to; `named(keys)` are
    (key, name) in the order they are shown. Only units with numbers for ids are kept as snapshots.
    """

    label: str
    of: Callable[[str, datetime.date], Any]
    named: Callable[[Iterable], list[tuple]]
    is_kept: bool = True


def unit(name: str) -> Unit:
    """Raises KeyError for a unit that is not in the settings."""
    return import_string(settings.INDICATOR_UNITS[name])


def unit_names() -> list[str]:
    return list(settings.INDICATOR_UNITS)


def kept_units() -> list[str]:
    return [name for name in unit_names() if unit(name).is_kept]


def unit_labels() -> list[tuple[str, str]]:
    return [(name, unit(name).label) for name in unit_names()]


def with_unit(rows: QuerySet, name: str, as_of: datetime.date) -> QuerySet:
    """`rows` annotated with `figure_unit_id`: to which district, department … each belonged on the day."""
    if hasattr(rows, "unit_of"):
        return rows.annotate(figure_unit_id=rows.unit_of(name, as_of))
    return rows.annotate(figure_unit_id=unit(name).of(getattr(rows, "scope_prefix", ""), as_of))


def by_unit(indicator: Indicator, scope: Scope, name: str, as_of: datetime.date) -> dict[Any, Figure]:
    """Figure per unit id (NO_UNIT for rows without one). One query for the numerator, one for the denominator."""
    numerators = _counts(indicator.numerator(scope, as_of), name, as_of)
    population = indicator.denominator(scope, as_of)
    if population is None:
        return {key: Figure(count) for key, count in numerators.items()}
    denominators = _counts(population, name, as_of)
    return {key: Figure(numerators.get(key, 0), denominators.get(key, 0)) for key in {**denominators, **numerators}}


def total(indicator: Indicator, scope: Scope = EVERYTHING, *, as_of: datetime.date) -> Figure:
    """The figure of the whole scope: two counts."""
    population = indicator.denominator(scope, as_of)
    return Figure(indicator.numerator(scope, as_of).count(), None if population is None else population.count())


def _counts(rows: QuerySet, name: str, as_of: datetime.date) -> dict[Any, int]:
    grouped = (
        with_unit(rows, name, as_of).order_by().values_list("figure_unit_id").annotate(n=Count("pk", distinct=True))
    )
    return {key or NO_UNIT: count for key, count in grouped}
