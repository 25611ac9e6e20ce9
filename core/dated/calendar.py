"""Years and months of legal periods: the same day of the later month, clamped to its end (《民法典》第二百零二条)."""

import calendar
import datetime


def add_months(day: datetime.date, months: int) -> datetime.date:
    """2024-08-31 and 6 months give 2025-02-28; negative months count backwards."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_years(day: datetime.date, years: int) -> datetime.date:
    """2024-02-29 and one year give 2025-02-28."""
    return add_months(day, 12 * years)


def age_on(born: datetime.date, day: datetime.date) -> int:
    """Full years of life; the birthday counts."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def last_within_months(day: datetime.date, months: int) -> datetime.date:
    """The last day that lies within `months` of `day`: add_months(it, -months) has come, of the next one not yet.

    On the last day of a month that is the last day of the later month: 2026-02-28 and 6 months give 2026-08-31.
    """
    later = add_months(day, months)
    if (day + datetime.timedelta(days=1)).month != day.month:
        later = later.replace(day=calendar.monthrange(later.year, later.month)[1])
    return later
