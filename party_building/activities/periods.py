"""Months, quarters and years as stretches of days."""

import calendar
import datetime
from dataclasses import dataclass

from party_building.activities.states import Per

ONE_DAY = datetime.timedelta(days=1)
MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """Both days included. `key` is what alerts call it: 2026-06, 2026Q2, 2026."""

    per: Per
    first: datetime.date
    last: datetime.date

    @property
    def key(self) -> str:
        if self.per == Per.MONTH:
            return f"{self.first:%Y-%m}"
        return f"{self.first.year}Q{self.number}" if self.per == Per.QUARTER else str(self.first.year)

    @property
    def number(self) -> int:
        return (self.last.month - 1) // MONTHS[self.per] + 1

    @property
    def label(self) -> str:
        """Within its year."""
        if self.per == Per.MONTH:
            return f"{self.number}月"
        return f"第{'一二三四'[self.number - 1]}季度" if self.per == Per.QUARTER else "全年"

    @property
    def name(self) -> str:
        year = f"{self.first.year}年"
        return year if self.per == Per.YEAR else f"{year}{self.label}"


def period_of(per: Per | str, day: datetime.date) -> Period:
    per = Per(per)
    length = MONTHS[per]
    begins = (day.month - 1) // length * length + 1
    ends = begins + length - 1
    last = datetime.date(day.year, ends, calendar.monthrange(day.year, ends)[1])
    return Period(per, datetime.date(day.year, begins, 1), last)


def before(period: Period) -> Period:
    return period_of(period.per, period.first - ONE_DAY)


def of_year(per: Per | str, year: int) -> list[Period]:
    length = MONTHS[Per(per)]
    return [period_of(per, datetime.date(year, month, 1)) for month in range(1, 13, length)]
