"""The numbers of alerts, read from their rows for one day."""

import datetime

from core.rules.models import Severity
from core.workdays.calendar import add_workdays
from supervision.risk_alerts.models import AlertLimit, LimitKind


def of_kind(kind: LimitKind, day: datetime.date) -> dict[str, AlertLimit]:
    """By severity ("" where the number holds for all)."""
    return {row.severity: row for row in AlertLimit.objects.on(day).filter(kind=kind)}


def number(kind: LimitKind, day: datetime.date) -> int | None:
    row = of_kind(kind, day).get("")
    return row.number if row else None


def judge_by(day: datetime.date) -> dict[str, datetime.date]:
    """Severity → the last day in time for judging what opens on `day`; a severity without a number has no clock."""
    rows = of_kind(LimitKind.JUDGE, day)
    return {code: add_workdays(day, rows[code].number) for code in Severity.values if code in rows}
