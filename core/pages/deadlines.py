"""How long is left, in working days: what the SLA clock draws."""

import datetime
from dataclasses import dataclass

from core import clock
from core.workdays.calendar import workdays_between


@dataclass(frozen=True)
class Deadline:
    """`working_days` are those after today up to and including `due_on`; negative once it has passed."""

    due_on: datetime.date
    today: datetime.date
    working_days: int
    paused_for: str = ""  # what is waited for while the clock stands still

    @property
    def state(self) -> str:
        """paused | overdue | today | soon (3 working days or fewer) | running."""
        if self.paused_for:
            return "paused"
        if self.due_on < self.today:
            return "overdue"
        if self.due_on == self.today:
            return "today"
        return "soon" if self.working_days <= 3 else "running"

    @property
    def words(self) -> str:
        days = abs(self.working_days)
        if self.state == "paused":
            return "已停表"
        if self.state == "overdue":
            return f"逾期 {days} 个工作日" if days else "已逾期"
        if self.state == "today":
            return "今日到期"
        return f"剩 {days} 个工作日" if days else "剩余时间内无工作日"

    @property
    def tone(self) -> str:
        return {"paused": "info", "overdue": "danger", "today": "warning", "soon": "warning"}.get(
            self.state, "neutral"
        )


def deadline(due_on: datetime.date, *, paused_for: str = "") -> Deadline:
    """By the portal's clock and its calendar of working days."""
    today = clock.today()
    return Deadline(due_on, today, workdays_between(today, due_on), paused_for)
