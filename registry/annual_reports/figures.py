"""The year's figures by district, department, authority or type, each with the address of the rows it counts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F
from django.urls import reverse

from core.access.actor import Actor
from core.departments.models import Department, Region
from core.home.cards import Cell, Table
from core.indicators.grouping import with_unit
from core.indicators.rates import rate_text
from core.spreadsheets.writing import Column
from registry.annual_reports.filing_situations import situations, with_filing
from registry.annual_reports.filters import UNITS
from registry.annual_reports.models import ReportObligation
from registry.organizations.states import OrgType

GROUPS = {"district": "区县", "department": "责任单位", "authority": "监督管理机关", "type": "类型"}
NONE_WORDS = {"district": "未归集", "department": "没有责任单位", "authority": "未归集", "type": ""}
ON_TIME, BY_CUT_OFF = "按期报送率", "截至日报送率"


@dataclass(frozen=True)
class Figures:
    """`counts` are per situation code: key of the group → number; keys are ids, None for rows without one."""

    year: int
    day: datetime.date
    group: str
    org_type: str
    counts: dict[str, dict]
    groups: list[tuple[object, str]]

    def number(self, code: str, key) -> int:
        return self.counts[code].get(key, 0)

    def total(self, code: str) -> int:
        return sum(self.counts[code].values())


def figures(actor: Actor, *, year: int, day: datetime.date, group: str, org_type: str = "") -> Figures:
    """One query for each situation and one for the names, whatever the number of organizations."""
    rows = ReportObligation.objects.visible_to(actor).filter(year=year)
    if org_type:
        rows = rows.filter(organization__org_type=org_type)
    counts = {code: _counts(with_filing(rows, code, day), group, day) for code in situations()}
    keys = {key for found in counts.values() for key in found}
    return Figures(year, day, group, org_type, counts, list(_named(group, keys)))


def _counts(rows, group: str, day: datetime.date) -> dict:
    if group == "type":
        keyed = rows.annotate(figure_unit_id=F("organization__org_type"))
    else:
        keyed = with_unit(rows, UNITS[group], day)
    return dict(keyed.order_by().values_list("figure_unit_id").annotate(Count("pk", distinct=True)))


def _named(group: str, keys: set) -> Iterable[tuple[object, str]]:
    if group == "type":
        yield from ((value, label) for value, label in OrgType.choices if value in keys)
        return
    model, order = (
        (Region, ("code",)) if group == "district" else (Department, ("region__level", "region__code", "pk"))
    )
    yield from ((row.pk, str(row)) for row in model.objects.filter(pk__in=keys - {None}).order_by(*order))
    if None in keys:
        yield None, NONE_WORDS[group]


def table(found: Figures) -> Table:
    """A row for each group and a total; both rates last, cut off and never rounded up."""
    headings = [(GROUPS[found.group], ""), *((one.heading, "num") for one in situations().values())]
    headings += [(ON_TIME, "num"), (BY_CUT_OFF, "num")]
    rows = [_row(found, key, name) for key, name in found.groups]
    total = [
        Cell("合计"),
        *(_cell(found, code, found.total(code)) for code in found.counts),
        *_rates(found, found.total),
    ]
    return Table(tuple(headings), tuple(rows), tuple(total), f"{found.year}年度报告，截至{found.day:%Y-%m-%d}")


def _row(found: Figures, key, name: str) -> tuple[Cell, ...]:
    narrowed = {found.group: "none" if key is None else str(key)}
    cells = [Cell(name), *(_cell(found, code, found.number(code, key), narrowed) for code in found.counts)]
    return (*cells, *_rates(found, lambda code: found.number(code, key)))


def _cell(found: Figures, code: str, number: int, narrowed: dict[str, str] | None = None) -> Cell:
    query = {"year": str(found.year), "filing": code, "on": found.day.isoformat()}
    if found.org_type:
        query["type"] = found.org_type
    query |= narrowed or {}
    return Cell(f"{number:,}", f"{reverse('staff:annual_reports:list')}?{urlencode(query)}" if number else "")


def _rates(found: Figures, number) -> tuple[Cell, Cell]:
    owed = number("owed")
    return Cell(rate_text(number("on_time"), owed)), Cell(rate_text(number("filed"), owed))


def sheet(found: Figures) -> tuple[list[Column], list[list]]:
    """Columns and rows of the export: numbers as numbers, rates as printed."""
    drawn = table(found)
    kinds = ["text", *("number" for _ in found.counts), "text", "text"]
    columns = [Column(label, 14, kind) for (label, _), kind in zip(drawn.headings, kinds, strict=True)]
    rows = []
    for row in (*drawn.rows, drawn.total):
        plain = [cell.text for cell in row]
        rows.append([int(t.replace(",", "")) if k == "number" else t for t, k in zip(plain, kinds, strict=True)])
    return columns, rows
