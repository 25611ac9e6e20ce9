"""Grounds and periods with every row that held, holds or will hold."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from supervision.credit_terms.models import CreditGround, CreditPeriod
from supervision.credit_terms.states import CreditList


@dataclass(frozen=True)
class Row:
    """A row and whether it holds on the day asked about. `is_last`: nothing of its code begins later."""

    row: CreditGround | CreditPeriod
    is_current: bool
    is_ahead: bool
    is_last: bool

    @property
    def badge(self) -> tuple[str, str]:
        if self.is_current:
            return "执行中", "ok"
        return ("尚未启用", "info") if self.is_ahead else ("已停用", "neutral")


def _rows(found: QuerySet, day: datetime.date) -> list[Row]:
    """By code as the law counts, the latest first within a code."""
    rows, seen = [], set()
    for row in found:
        holds = row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
        rows.append(Row(row, holds, row.valid_from > day, row.code not in seen))
        seen.add(row.code)
    return rows


def grounds(day: datetime.date) -> list[tuple[str, list[Row]]]:
    """(name of the list, rows); one query."""
    rows = _rows(CreditGround.objects.order_by("list", "number", "code", "-valid_from"), day)
    return [(one.label, [row for row in rows if row.row.list == one]) for one in CreditList]


def ground(code: str, day: datetime.date) -> list[Row]:
    return _rows(CreditGround.objects.filter(code=code).order_by("-valid_from"), day)


def periods(day: datetime.date) -> list[Row]:
    return _rows(CreditPeriod.objects.order_by("code", "-valid_from"), day)
