"""挂图作战: one list on a big screen, by responsible office and week by week. No subject and no fault is named."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from core import clock
from core.pages.charts import BarChart, Point
from core.writeoff.models import RowQuerySet, WriteOffList
from core.writeoff.states import UNDONE, RowState
from core.writeoff.tables import rows_url

WEEKS = 12
ONE_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Cell:
    number: int
    url: str


@dataclass(frozen=True)
class OfficeLine:
    """What one responsible office has in the list: each number with the address of its rows."""

    office: str
    total: Cell
    closed: Cell
    waiting: Cell
    open: Cell
    overdue: Cell


def urls(book_pk: int, **more) -> dict[str, str]:
    """Addresses of the rows behind each number, of one office where `responsible` is given."""
    counted = [state for state in RowState.values if state != RowState.STRUCK]
    return {
        "total": rows_url(book_pk, state=counted, **more),
        "closed": rows_url(book_pk, state=RowState.CONFIRMED, **more),
        "waiting": rows_url(book_pk, state=RowState.APPLIED, **more),
        "open": rows_url(book_pk, state=[RowState.OPEN, RowState.STRIKING], **more),
        "overdue": rows_url(book_pk, overdue="yes", **more),
    }


def figures(rows: RowQuerySet) -> dict[str, int]:
    """Total (without struck rows) = closed + waiting + open; overdue are among the last two. One query."""
    return rows.aggregate(**_counts())


def _counts() -> dict[str, Count]:
    return {
        "total": Count("pk", filter=~Q(state=RowState.STRUCK)),
        "closed": Count("pk", filter=Q(state=RowState.CONFIRMED)),
        "waiting": Count("pk", filter=Q(state=RowState.APPLIED)),
        "open": Count("pk", filter=Q(state__in=[RowState.OPEN, RowState.STRIKING])),
        "overdue": Count("pk", filter=Q(state__in=UNDONE, due_on__lt=clock.today())),
    }


def by_office(book: WriteOffList, rows: RowQuerySet) -> list[OfficeLine]:
    """In the order of the divisions and names: a wall is no ranking. One query."""
    grouped = rows.exclude(state=RowState.STRUCK).order_by().values("responsible_id", "responsible__name")
    grouped = grouped.annotate(**_counts()).order_by("responsible__region__code", "responsible__name")
    lines = []
    for one in grouped:
        links = urls(book.pk, responsible=one["responsible_id"])
        cells = {name: Cell(one[name], links[name] if one[name] else "") for name in links}
        lines.append(OfficeLine(one["responsible__name"], **cells))
    return lines


def closed_by_week(book: WriteOffList, rows: RowQuerySet) -> BarChart:
    """Written off in each of the last weeks, Monday to Sunday; the last one up to today. One query."""
    monday = clock.today() - datetime.timedelta(days=clock.today().weekday())
    first = monday - ONE_WEEK * (WEEKS - 1)
    days = rows.filter(state=RowState.CONFIRMED, closed_on__gte=first).values_list("closed_on", flat=True)
    counted = [0] * WEEKS
    for day in days:
        counted[min((day - first).days // 7, WEEKS - 1)] += 1
    return BarChart(
        "每周销号", tuple(_week(book, first + ONE_WEEK * n, counted[n]) for n in range(WEEKS)), unit="项", heading="周"
    )


def _week(book: WriteOffList, monday: datetime.date, number: int) -> Point:
    sunday = monday + datetime.timedelta(days=6)
    link = rows_url(book.pk, state=RowState.CONFIRMED, closed_after=monday, closed_before=sunday)
    return Point(f"{monday:%m-%d}至{sunday:%m-%d}", number, url=link if number else "")
