"""Indicators by district and department, each number with the address of exactly the rows it counts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from core.access.actor import Actor
from core.access.scope import Scope
from core.home.cards import Cell, Table
from core.indicators.base import Indicator, all_indicators
from core.indicators.grouping import NO_UNIT, Figure, by_unit, with_unit
from core.indicators.grouping import unit as unit_called
from core.indicators.rates import rate_text

UNASSIGNED = "未归集"
NUMERATOR, DENOMINATOR, REST = "numerator", "denominator", "rest"
PARTS = (NUMERATOR, DENOMINATOR, REST)


@dataclass(frozen=True)
class Breakdown:
    """The figures of one scope on one day by one kind of unit; `units` are (id, name), the unassigned last."""

    unit: str
    as_of: datetime.date
    figures: list[tuple[Indicator, dict[int | str, Figure]]]
    units: list[tuple[int | str, str]]

    def total(self, position: int) -> Figure:
        figures = self.figures[position][1].values()
        if all(figure.denominator is None for figure in figures):
            return Figure(sum(figure.numerator for figure in figures))
        return Figure(sum(f.numerator for f in figures), sum(f.denominator or 0 for f in figures))


def breakdown(scope: Scope, unit: str, as_of: datetime.date, codes: Sequence[str] = ()) -> Breakdown:
    """Two queries per indicator and one for the names, whatever the number of units. Default: all indicators."""
    wanted = [indicator for indicator in all_indicators() if not codes or indicator.code in codes]
    figures = [(indicator, by_unit(indicator, scope, unit, as_of)) for indicator in wanted]
    return Breakdown(unit, as_of, figures, _named(unit, {key for _, found in figures for key in found}))


def _named(unit: str, keys: set) -> list[tuple]:
    units = unit_called(unit).named(keys - {NO_UNIT})
    return [*units, *([(NO_UNIT, UNASSIGNED)] if NO_UNIT in keys else [])]


def table(shown: Breakdown) -> Table:
    """One row per unit and a total; a rate takes three columns: what is owed, what was done, the rate."""
    headings: list[tuple[str, str]] = [(unit_called(shown.unit).label, "")]
    for indicator, _ in shown.figures:
        headings += _headings(indicator)
    rows = []
    for unit_id, name in shown.units:
        cells = [Cell(name)]
        for indicator, found in shown.figures:
            figure = found.get(unit_id) or Figure(0, 0 if _is_rate(indicator) else None)
            cells += _cells(indicator, figure, shown.as_of, shown.unit, unit_id)
        rows.append(tuple(cells))
    total = [Cell("合计")]
    for position, (indicator, _) in enumerate(shown.figures):
        total += _cells(indicator, shown.total(position), shown.as_of)
    return Table(tuple(headings), tuple(rows), tuple(total))


def sentence(shown: Breakdown, of: str = "") -> str:
    """“截至2026年6月3日，…。”: the totals as text for a speech or a message."""
    day = shown.as_of
    parts = [phrase(indicator, shown.total(position), day) for position, (indicator, _) in enumerate(shown.figures)]
    return f"截至{day.year}年{day.month}月{day.day}日，{of}{'，'.join(parts)}。"


def phrase(indicator: Indicator, figure: Figure, as_of: datetime.date) -> str:
    values = {
        "numerator": f"{figure.numerator:,}",
        "denominator": f"{figure.denominator or 0:,}",
        "rest": f"{(figure.denominator or 0) - figure.numerator:,}",
        "rate": rate_text(figure.numerator, figure.denominator),
        "report_year": as_of.year - 1,
    }
    if indicator.phrase:
        return indicator.phrase.format(**values)
    if _is_rate(indicator):
        return "{title}{rate}（{numerator}/{denominator}）".format(title=indicator.title, **values)
    return f"{indicator.title}{values['numerator']}{indicator.unit}"


def rows_url(
    code: str, part: str = NUMERATOR, *, as_of: datetime.date, unit: str = "", unit_id: int | str | None = None
) -> str:
    query = {"indicator": code, "part": part, "as_of": as_of.isoformat()}
    if unit:
        query |= {"unit": unit, "id": str(unit_id)}
    return f"{reverse('staff:dashboards:rows')}?{urlencode(query)}"


def rows(
    indicator: Indicator, part: str, actor: Actor, as_of: datetime.date, unit: str = "", unit_id: int | str = NO_UNIT
) -> QuerySet:
    """What a number counted: the indicator's own queryset, within what the actor sees, narrowed to one unit."""
    population = indicator.denominator(actor.scope, as_of)
    counted = indicator.numerator(actor.scope, as_of)
    if part != NUMERATOR and population is not None:
        counted = population if part == DENOMINATOR else population.exclude(pk__in=counted.values("pk"))
    if unit:
        counted = with_unit(counted, unit, as_of).filter(figure_unit_id=unit_id or None)
    return counted


def _is_rate(indicator: Indicator) -> bool:
    return type(indicator).denominator is not Indicator.denominator


def _headings(indicator: Indicator) -> list[tuple[str, str]]:
    if not _is_rate(indicator):
        return [(indicator.title, "num")]
    first, second = indicator.denominator_label or "应完成", indicator.numerator_label or "已完成"
    return [(first, "num"), (second, "num"), (indicator.title, "num")]


def _cells(
    indicator: Indicator, figure: Figure, as_of: datetime.date, unit: str = "", unit_id: int | str = 0
) -> list[Cell]:
    def linked(count: int, part: str) -> Cell:
        url = rows_url(indicator.code, part, as_of=as_of, unit=unit, unit_id=unit_id) if count else ""
        return Cell(f"{count:,}", url)

    if not _is_rate(indicator):
        return [linked(figure.numerator, NUMERATOR)]
    return [
        linked(figure.denominator or 0, DENOMINATOR),
        linked(figure.numerator, NUMERATOR),
        Cell(rate_text(figure.numerator, figure.denominator)),
    ]
