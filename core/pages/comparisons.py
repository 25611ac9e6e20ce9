"""Two values side by side, in words: what the diff and arithmetic rows draw."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    TEXT = "text"
    MONEY = "money"
    DATE = "date"


@dataclass(frozen=True)
class Difference:
    """One field before and after. Money is in yuan; None and "" are both "nothing"."""

    label: str
    old: str | Decimal | datetime.date | None
    new: str | Decimal | datetime.date | None
    kind: Kind = Kind.TEXT

    @property
    def word(self) -> str:
        before, after = self.old not in (None, ""), self.new not in (None, "")
        if self.old == self.new or not (before or after):
            return "未变"
        return "变更" if before and after else "新增" if after else "删除"

    @property
    def tone(self) -> str:
        return {"新增": "ok", "删除": "danger", "变更": "warning"}.get(self.word, "neutral")

    @property
    def distance(self) -> str:
        """How far the new value is from the old: +12,000.00 元, 晚 31 天; empty for text."""
        if self.word != "变更":
            return ""
        if self.kind == Kind.MONEY:
            return f"{Decimal(self.new) - Decimal(self.old):+,.2f} 元"
        if self.kind == Kind.DATE:
            days = (self.new - self.old).days
            return f"{'晚' if days > 0 else '早'} {abs(days)} 天"
        return ""


@dataclass(frozen=True)
class SumCheck:
    """A stated total against the sum of its parts, in yuan. `parts` are (label, amount)."""

    label: str
    stated: Decimal
    parts: tuple[tuple[str, Decimal], ...]

    @property
    def total(self) -> Decimal:
        return sum((Decimal(amount) for _, amount in self.parts), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """Stated minus summed."""
        return self.stated - self.total

    @property
    def holds(self) -> bool:
        return self.difference == 0


def differing(rows: Iterable[Difference]) -> list[Difference]:
    """Only what changed."""
    return [row for row in rows if row.word != "未变"]
