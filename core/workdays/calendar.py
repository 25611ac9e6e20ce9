"""Working days. Weekends are rest days unless a make-up working day says otherwise.

A year without a single entry counts weekends only: `year_known` is False and pages show a banner.
Read-mostly: each process keeps the table for five minutes, or until `forget()`.
"""

import datetime
import time
from dataclasses import dataclass

from core.workdays.models import Holiday, HolidayKind

_KEEP_SECONDS = 300
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class _Calendar:
    holidays: frozenset[datetime.date]
    makeup: frozenset[datetime.date]
    years: frozenset[int]
    provisional_years: frozenset[int]
    read_at: float


_cached: _Calendar | None = None


def _calendar() -> _Calendar:
    global _cached
    if _cached is None or time.monotonic() - _cached.read_at > _KEEP_SECONDS:
        rows = list(Holiday.objects.values_list("date", "kind", "is_provisional"))
        _cached = _Calendar(
            holidays=frozenset(d for d, kind, _ in rows if kind == HolidayKind.HOLIDAY),
            makeup=frozenset(d for d, kind, _ in rows if kind == HolidayKind.WORKDAY),
            years=frozenset(d.year for d, _, _ in rows),
            provisional_years=frozenset(d.year for d, _, provisional in rows if provisional),
            read_at=time.monotonic(),
        )
    return _cached


def forget() -> None:
    """Read the table again at the next question; every writer of holidays calls it."""
    global _cached
    _cached = None


def year_known(year: int) -> bool:
    """Whether any day of the year was entered, provisional or announced."""
    return year in _calendar().years


def year_provisional(year: int) -> bool:
    """Whether the year rests on days entered before the announcement."""
    return year in _calendar().provisional_years


def is_workday(day: datetime.date) -> bool:
    calendar = _calendar()
    if day in calendar.makeup:
        return True
    return day.weekday() < 5 and day not in calendar.holidays


def add_workdays(day: datetime.date, n: int) -> datetime.date:
    """The n-th working day after `day`; `day` itself is not counted. Negative n counts backwards; 0 gives `day`."""
    step = _ONE_DAY if n >= 0 else -_ONE_DAY
    left = abs(n)
    while left:
        day += step
        left -= is_workday(day)
    return day


def workdays_between(start: datetime.date, end: datetime.date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
    if end < start:
        return -workdays_between(end, start)
    return sum(is_workday(start + datetime.timedelta(days=i)) for i in range(1, (end - start).days + 1))


def roll_forward(day: datetime.date) -> datetime.date:
    """`day`, or the first working day after it (a last day that is a rest day moves on)."""
    while not is_workday(day):
        day += _ONE_DAY
    return day
