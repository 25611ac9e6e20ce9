"""Consecutive nights in one go, with the engine of the real night, in a transaction that is rolled back.

What stands when it begins is resolved first (inside the transaction), so that each night's numbers are those of the
rules alone. At the end another piece of code, which knows nothing of the engine's statements, asks every rule once
more and compares row by row.
"""

import datetime
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from core.history import acting
from core.rules.base import Rule, all_rules
from core.rules.explained import explanation
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert

SAMPLES = 3
ONE_DAY = datetime.timedelta(days=1)


@dataclass
class Night:
    day: datetime.date
    opened: int
    changed: int
    closed: int
    escalated: int
    failed: int
    rules: dict[str, dict[str, int]]
    closings: list[dict]


@dataclass
class Replay:
    nights: list[Night] = field(default_factory=list)
    explained: dict[str, dict] = field(default_factory=dict)
    open_at_end: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def failed(self) -> int:
        return sum(night.failed for night in self.nights)

    def total(self, name: str) -> int:
        return sum(getattr(night, name) for night in self.nights)


def run(first: datetime.date, last: datetime.date, told: Callable[[Night], None] = lambda night: None) -> Replay:
    """The nights from `first` to `last`, both included. Nothing stays written."""
    begun = time.monotonic()
    replay = Replay()
    with transaction.atomic(), acting(sweep.ACTOR):
        _clear(first)
        for day in _days(first, last):
            replay.nights.append(_night(day))
            told(replay.nights[-1])
        replay.explained = _explained(first, last)
        replay.open_at_end = RiskAlert.objects.unresolved().count()
        replay.wrong = [sentence for rule in all_rules() for sentence in disagreements(rule, last)]
        transaction.set_rollback(True)
    replay.seconds = round(time.monotonic() - begun, 1)
    return replay


def _days(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    return (first + n * ONE_DAY for n in range((last - first).days + 1))


def _clear(first: datetime.date) -> None:
    """What stands ends the day before the first night, or on the day it was opened where that is later."""
    RiskAlert.objects.unresolved().update(resolved_on=Greatest(F("opened_on"), first - ONE_DAY))


def _night(day: datetime.date) -> Night:
    report = sweep.night(day)
    rules = {
        one.rule: {"found": one.found, "opened": one.opened, "changed": one.changed, "closed": one.resolved}
        for one in report.rules
        if one.opened or one.changed or one.resolved or one.error
    }
    return Night(
        day, report.total("opened"), report.total("changed"), report.total("resolved"), report.escalated,
        report.failed, rules, _closings(day),
    )  # fmt: skip


def _closings(day: datetime.date) -> list[dict]:
    """Some of what ended in the night, to look up by hand."""
    ended = RiskAlert.objects.filter(resolved_on=day, opened_on__lt=day).order_by("rule_code", "subject_id", "period")
    return [
        {
            "rule": alert.rule_code, "subject_kind": alert.subject_kind, "subject": alert.subject_id,
            "period": alert.period, "opened_on": alert.opened_on.isoformat(),
        }
        for alert in ended[:SAMPLES]
    ]  # fmt: skip


def _explained(first: datetime.date, last: datetime.date) -> dict[str, dict]:
    """By rule: how many opened, how long those that ended had stood, and how many stand, with the article."""
    found: dict[str, dict] = {}
    for rule in all_rules():
        opened = RiskAlert.objects.filter(rule_code=rule.code, opened_on__gte=first)
        stood = [(closed - since).days for since, closed in opened.resolved().values_list("opened_on", "resolved_on")]
        found[rule.code] = {
            "title": rule.title,
            "opens": explanation(rule, sweep.version_on(rule, last), last),
            "opened": opened.count(),
            "closed": len(stood),
            "stood_days": {"least": min(stood), "most": max(stood)} if stood else None,
            "open": opened.unresolved().count(),
        }
    return found


def disagreements(rule: Rule, day: datetime.date) -> list[str]:
    """Open alerts whose condition is gone, and conditions without an alert: one sentence each. Reads only.

    Set against set in Python: none of the engine's statements takes part.
    """
    version = sweep.version_on(rule, day)
    rows = rule.findings(day, version).values_list("finding_subject_id", "finding_period") if version else []
    found = {(subject, str(period)) for subject, period in rows}
    standing = set(RiskAlert.objects.unresolved().filter(rule_code=rule.code).values_list("subject_id", "period"))
    return [
        *(
            f"{rule.code}：{subject} {period} 的情况已消失，预警仍未解除"
            for subject, period in sorted(standing - found)
        ),
        *(f"{rule.code}：{subject} {period} 符合条件，没有预警" for subject, period in sorted(found - standing)),
    ]
