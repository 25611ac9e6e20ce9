"""Whether last night's run was made and went well."""

import datetime
from dataclasses import dataclass

from django.db.models import Max

from core import clock
from supervision.risk_alerts.models import SweepRun

# The run begins at half past one (config/schedule.py); from this hour on its result must be there.
DONE_BY = datetime.time(3, 0)
MADE_UP_FOR = 31
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


def missing() -> list[datetime.date]:
    """Nights since the last whole run that must have run by now, oldest first, at most MADE_UP_FOR of the latest.

    Conditions are inequalities: what an earlier night would have found, a later one finds. A portal that never ran
    begins with the night that is due.
    """
    last, day = last_run(), expected_day()
    if last is None:
        return [day]
    nights = min(max((day - last.as_of).days, 0), MADE_UP_FOR)
    written = SweepRun.objects.aggregate(day=Max("as_of"))[
        "day"
    ]  # runs of single rules: no night before them any more
    found = (day - datetime.timedelta(days=back) for back in reversed(range(nights)))
    return [night for night in found if night >= written]


def trouble() -> Trouble | None:
    """What is wrong with the last night in one sentence; None when all is well. One query."""
    last, day = last_run(), expected_day()
    if last is None:
        return Trouble("尚未进行过夜间检查，风险预警可能不全。")
    if last.as_of < day:
        nights = (day - last.as_of).days
        many = f"等{nights}晚" if nights > 1 else ""
        return Trouble(
            f"{day.month}月{day.day}日{many}的夜间检查没有运行（上次为{last.as_of:%Y-%m-%d}），风险预警可能不全。",
            last,
        )
    if last.failed:
        return Trouble(f"{last.as_of:%Y-%m-%d}的夜间检查有{last.failed}条规则出错，相关风险预警可能不全。", last)
    if not last.is_finished and clock.now() - last.started_at > _LONGEST:
        return Trouble(f"{last.as_of:%Y-%m-%d}的夜间检查没有完成，风险预警可能不全。", last)
    return None
