"""Numbers of rows with the address of exactly those rows, for the pages and the papers of tasks."""

from dataclasses import dataclass

from core import clock
from core.access.actor import Actor
from core.departments.models import Region, RegionLevel
from core.writeoff.models import RowQuerySet, WriteOffRow
from core.writeoff.states import RowState
from supervision.task_lists import queries
from supervision.task_lists.tables import rate_words, rows_url

LINKS = ("write_off_list__task", "write_off_list__department", "write_off_list__second_department", "responsible")
NAMES = ("total", "closed", "waiting", "open", "overdue")


@dataclass(frozen=True)
class Cell:
    number: int
    url: str


@dataclass(frozen=True)
class Line:
    name: str
    cells: dict[str, Cell]

    @property
    def rate(self) -> str:
        return rate_words(self.cells["closed"].number, self.cells["total"].number)


def links(**more) -> dict[str, str]:
    return {
        "total": rows_url(**more),
        "closed": rows_url(state=RowState.CONFIRMED, **more),
        "waiting": rows_url(state=RowState.APPLIED, **more),
        "open": rows_url(state=[RowState.OPEN, RowState.STRIKING], **more),
        "overdue": rows_url(overdue="yes", **more),
        "struck": rows_url(state=RowState.STRUCK, **more),
    }


def _line(name: str, counts: dict, **more) -> Line:
    urls = links(**more)
    return Line(name, {key: Cell(counts[key], urls[key] if counts[key] else "") for key in NAMES})


def total(rows: RowQuerySet, **more) -> Line:
    return _line("合计", rows.aggregate(**queries.counts_of(clock.today())), **more)


def offices(rows: RowQuerySet, **more) -> list[Line]:
    found = queries.by_office(rows)
    return [_line(one["responsible__name"], one, responsible=one["responsible_id"], **more) for one in found]


def districts(rows: RowQuerySet, **more) -> list[Line]:
    city = Region.objects.current().of_home().filter(level=RegionLevel.CITY).values_list("pk", flat=True).first()
    found = queries.by_district(rows)
    return [_line(one["name"], one, place=one["district"] or city, **more) for one in found]


def row(one: WriteOffRow, actor: Actor) -> dict:
    """`may_click`: one click says that nothing has changed."""
    is_mine = one.responsible_id == actor.department_id and one.state == RowState.OPEN
    return {"row": one, "may_click": is_mine and actor.can("writeoff.finish") and not actor.read_only}
