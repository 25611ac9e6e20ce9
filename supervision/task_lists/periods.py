"""Which month or quarter a day is in, and when its task is due."""

import datetime

from supervision.task_lists.states import Frequency


def period_of(day: datetime.date, frequency: str) -> str:
    """ "2026-06" or "2026Q2"; sorts as it runs."""
    if frequency == Frequency.MONTHLY:
        return f"{day.year}-{day.month:02}"
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def due_in(day: datetime.date, frequency: str, due_day: int) -> datetime.date:
    """The due day of the period that holds `day`: `due_day` (1 to 28) of its last month."""
    month = day.month if frequency == Frequency.MONTHLY else (day.month - 1) // 3 * 3 + 3
    return datetime.date(day.year, month, due_day)


def words_of(period: str) -> str:
    year, quarter, number = period.partition("Q")
    if quarter:
        return f"{year}年第{number}季度"
    year, _, month = period.partition("-")
    return f"{year}年{int(month)}月" if month else ""
