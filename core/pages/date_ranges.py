"""本月, 本季, 本年: links that fill the two dates of a filter."""

import datetime
from calendar import monthrange
from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    label: str
    url: str
    is_current: bool


def spans(today: datetime.date) -> list[tuple[str, datetime.date, datetime.date]]:
    """(label, first day, last day), both inclusive."""
    quarter = (today.month - 1) // 3 * 3 + 1
    return [
        ("本月", today.replace(day=1), _last_day(today.year, today.month)),
        ("本季", datetime.date(today.year, quarter, 1), _last_day(today.year, quarter + 2)),
        ("本年", datetime.date(today.year, 1, 1), datetime.date(today.year, 12, 31)),
    ]


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, monthrange(year, month)[1])


def presets(query, today: datetime.date, *, start: str, end: str) -> list[Preset]:
    """`query` is the page's QueryDict; every other key of it is kept, the place in the list is not."""
    found = []
    for label, first, last in spans(today):
        wanted = query.copy()
        wanted.pop("after", None)
        wanted[start], wanted[end] = first.isoformat(), last.isoformat()
        is_current = query.get(start) == wanted[start] and query.get(end) == wanted[end]
        found.append(Preset(label, f"?{wanted.urlencode()}", is_current))
    return found
