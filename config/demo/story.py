"""The days of the demo city's story: when it begins and ends, which nights it is swept, which dates each year had."""

import datetime
from collections.abc import Iterator

from core import clock

DAY = datetime.timedelta(days=1)
BEGIN = datetime.date(2017, 1, 4)  # the first report year of the story, 2016, is opened on this day
END = datetime.date(2026, 12, 31)
PORTAL_OPENED = datetime.date(2025, 1, 2)  # accounts, work items and notices exist from here on
BUREAUS_MERGED = datetime.date(2025, 1, 1)
DISTRICT_ABSORBED = datetime.date(2019, 1, 9)  # the day after the last of 岚桥市
CAST_DAY = datetime.date(2026, 6, 3)
DAYS = (datetime.date(2026, 3, 2), datetime.date(2026, 5, 20), CAST_DAY, datetime.date(2026, 11, 30))
REPORT_YEARS = range(2016, 2026)
SEASON = 2025  # the report year that is filed in 2026
FOUNDATION = "3"

# The last day in time as it finally stood, by report year; rest days rolled forward. 2019 was moved by notice.
_DUE = {
    2016: ((5, 31), (3, 31)), 2017: ((5, 31), (4, 2)), 2018: ((5, 31), (4, 1)), 2019: ((8, 31), (3, 31)),
    2020: ((5, 31), (3, 31)), 2021: ((5, 31), (3, 31)), 2022: ((5, 31), (3, 31)), 2023: ((5, 31), (4, 1)),
    2024: ((6, 3), (3, 31)), 2025: ((6, 1), (3, 31)),
}  # fmt: skip
_FIRST_DUE = {2016: (3, 31), 2017: (4, 2), 2025: (3, 31)}  # years in which an office reviews first
DEFERRED_TO = (7, 31)
MOVED_YEAR, MOVED_ON, MOVED_TO = 2019, datetime.date(2020, 4, 20), datetime.date(2020, 8, 31)
MOVED_BY = "霁民发〔2020〕11号"

_OLD_NIGHTS = ((1, 5), (6, 3), (10, 15))
_NIGHTLY = (datetime.date(2026, 5, 29), datetime.date(2026, 6, 5))


def due(org_type: str, year: int) -> datetime.date:
    """The last day on which the report of `year` was in time."""
    return datetime.date(year + 1, *_DUE[year][org_type == FOUNDATION])


def printed_due(org_type: str, year: int) -> datetime.date:
    """The day as it stood before a notice moved it."""
    return datetime.date(year + 1, 5, 31) if year == MOVED_YEAR and org_type != FOUNDATION else due(org_type, year)


def first_due(org_type: str, year: int) -> datetime.date | None:
    """The date of the first review, where the year has one for this type."""
    if year not in _FIRST_DUE or org_type == FOUNDATION:
        return None
    return datetime.date(year + 1, *_FIRST_DUE[year])


def has_first_review(year: int) -> bool:
    return year in _FIRST_DUE


def has_conclusions(year: int) -> bool:
    """Years of inspection (年检): the same as those with a first review."""
    return year in _FIRST_DUE


def owes(org_type: str, year: int, registered_on: datetime.date) -> bool:
    """Registered by the cut-off of the year: 30 June, for foundations the last day of the year."""
    return registered_on <= (datetime.date(year, 12, 31) if org_type == FOUNDATION else datetime.date(year, 6, 30))


def nights(after: datetime.date | None, until: datetime.date) -> Iterator[datetime.date]:
    """The days with a nightly run later than `after` up to `until`, in order; `until` is always the last of them."""
    chosen = {day for day in _rhythm() if day <= until and (after is None or day > after)}
    yield from sorted(chosen | {until})


def _rhythm() -> Iterator[datetime.date]:
    """Three nights a year in the old years, monthly in 2025, weekly in the last season, nightly around the cast."""
    for year in range(BEGIN.year, 2025):
        yield from (datetime.date(year, *day) for day in _OLD_NIGHTS)
    yield from (datetime.date(2025, *day) for day in ((1, 5), (6, 4), (8, 1), (9, 20), (10, 15), (11, 15)))
    yield from (datetime.date(2026, *day) for day in ((1, 5), (2, 2)))
    yield from _every(28, datetime.date(2025, 3, 3), datetime.date(2025, 6, 30))
    yield from _every(7, datetime.date(2026, 3, 2), datetime.date(2026, 8, 31))
    yield from _every(14, datetime.date(2026, 9, 7), END)
    yield from _every(1, *_NIGHTLY)
    yield from DAYS


def _every(days: int, first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    for number in range(0, (last - first).days + 1, days):
        yield first + number * DAY


def moment(day: datetime.date, hour: int = 10, minute: int = 0) -> datetime.datetime:
    return clock.start_of(day) + datetime.timedelta(hours=hour, minutes=minute)


def office_day(day: datetime.date) -> datetime.date:
    """`day`, or the Monday after a weekend: offices act on it."""
    return day + max(0, 7 - day.weekday()) * DAY if day.weekday() >= 5 else day
