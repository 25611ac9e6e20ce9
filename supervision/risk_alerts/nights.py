"""Whether last night's run was made and went well."""

import datetime
from dataclasses import dataclass

from core import clock
from supervision.risk_alerts.models import SweepRun

# The run begins at half past one (config/schedule.py); from this hour on its result must be there.
DONE_BY = datetime.time(3, 0)
_LONGEST = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Trouble:
    text: str
    sweep: SweepRun | None = None


def expected_day() -> datetime.date:
    """The day whose run must be there by now: today from DONE_BY on, yesterday before."""
    now = clock.now().astimezone(clock.SHANGHAI)
    return now.date() if now.time() >= DONE_BY else now.date() - datetime.timedelta(days=1)


def last_run() -> SweepRun | None:
    """The latest run of all rules; runs of single rules by hand do not count."""
    return SweepRun.objects.filter(is_whole=True).order_by("-as_of", "-pk").first()


def is_missing() -> bool:
    last = last_run()
    return last is None or last.as_of < expected_day()


def trouble() -> Trouble | None:
    """What is wrong with the last night in one sentence; None when all is well. One query."""
    last, day = last_run(), expected_day()
    if last is None:
        return Trouble("尚未进行过夜间检查，风险预警可能不全。")
    if last.as_of < day:
        return Trouble(
            f"{day.month}月{day.day}日的夜间检查没有运行（上次为{last.as_of:%Y-%m-%d}），风险预警可能不全。", last
        )
    if last.failed:
        return Trouble(f"{last.as_of:%Y-%m-%d}的夜间检查有{last.failed}条规则出错，相关风险预警可能不全。", last)
    if not last.is_finished and clock.now() - last.started_at > _LONGEST:
        return Trouble(f"{last.as_of:%Y-%m-%d}的夜间检查没有完成，风险预警可能不全。", last)
    return None
