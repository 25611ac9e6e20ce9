"""The nightly run: every rule in a transaction of its own, one that raises does not stop the rest.

Running twice, in parallel or after a missed night is safe: findings are compared with what stands, and only
differences are written.
"""

import contextlib
import datetime
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.db import connection, transaction

from core import clock
from core.access.actor import Actor
from core.history import acting
from core.rules.base import Rule, all_rules
from core.rules.models import RuleVersion
from core.workflow.errors import Refusal
from supervision.risk_alerts import escalation, limits
from supervision.risk_alerts.models import RuleRun, SweepRun
from supervision.risk_alerts.statements import Finder, rescope

logger = logging.getLogger(__name__)

ACTOR = Actor.system("nightly_sweep")
_RUN_LOCK, _RULE_LOCK = 7201, 7202
WAIT_SECONDS = 900


class SweepRefused(Refusal):
    """The run would write what must not be written; nothing was."""


class NoVersion(Exception):
    """A rule has no parameters at all: load_reference was not run."""


@dataclass
class RuleResult:
    rule: str
    title: str
    found: int = 0
    opened: int = 0
    changed: int = 0
    resolved: int = 0
    duration_ms: int = 0
    error: str = ""
    version: int | None = None


@dataclass
class Report:
    """What a run did, or would do."""

    as_of: datetime.date
    dry_run: bool
    rules: list[RuleResult] = field(default_factory=list)
    rescoped: int = 0
    escalated: int = 0
    duration_ms: int = 0
    sweep_id: int | None = None

    def total(self, name: str) -> int:
        return sum(getattr(result, name) for result in self.rules)

    @property
    def failed(self) -> int:
        return sum(bool(result.error) for result in self.rules)

    def as_dict(self) -> dict:
        totals = {name: self.total(name) for name in ("found", "opened", "changed", "resolved")}
        return {**asdict(self), "as_of": self.as_of.isoformat(), **totals, "failed": self.failed}


def run(
    as_of: datetime.date | None = None, *, codes: Sequence[str] = (), dry_run: bool = False, actor: Actor = ACTOR
) -> Report:
    """Ask the rules about `as_of` (default today) and write the differences.

    Raises SweepRefused for an unknown rule, for a writing run of a day before the last run (it would resolve today's
    alerts) and, where the clock is not movable, of a day to come. A dry run takes any day and writes nothing. A second
    run waits up to WAIT_SECONDS for the first.
    """
    as_of = as_of or clock.today()
    rules = _chosen(codes)
    report = Report(as_of, dry_run)
    begun = time.monotonic()
    if dry_run:
        report.rules = [_rehearse(rule, as_of) for rule in rules]
    else:
        with _one_at_a_time():
            _refuse_other_days(as_of)
            _write(report, rules, is_whole=not codes, actor=actor, begun=begun)
    report.duration_ms = _since(begun)
    return report


def night(as_of: datetime.date, *, actor: Actor = ACTOR) -> Report:
    """A whole writing run of any day, past or to come: for a transaction that is rolled back, see replay.py."""
    report = Report(as_of, dry_run=False)
    begun = time.monotonic()
    _write(report, all_rules(), is_whole=True, actor=actor, begun=begun)
    report.duration_ms = _since(begun)
    return report


def ask_again(event: str, organization_id: int) -> None:
    """An event may have settled alerts of this organization: ask the rules that say so, and no others, at once.

    Only brings up to date and resolves; new alerts open at night. Runs inside the caller's transaction.
    """
    today = clock.today()
    for rule in all_rules():
        if event not in rule.settled_by:
            continue
        _lock_rule(rule.code, shared=True)
        _finder(rule, today, version_on(rule, today), organization_id).settle()
    escalation.close_settled(organization_id)


def _chosen(codes: Sequence[str]) -> list[Rule]:
    rules = all_rules()
    unknown = set(codes) - {rule.code for rule in rules}
    if unknown:
        raise SweepRefused(f"没有规则{'、'.join(sorted(unknown))}。现有规则：{'、'.join(r.code for r in rules)}。")
    return [rule for rule in rules if not codes or rule.code in codes]


def _refuse_other_days(as_of: datetime.date) -> None:
    last = SweepRun.objects.order_by("-as_of").values_list("as_of", flat=True).first()
    if last and as_of < last:
        raise SweepRefused(
            f"已检查到{last:%Y-%m-%d}，不能再写入{as_of:%Y-%m-%d}的结果（会错误解除现有预警）。"
            "如需了解当日情况，请使用试运行（--dry-run）。"
        )
    if as_of > clock.today() and not settings.CLOCK_MOVABLE:
        raise SweepRefused(f"{as_of:%Y-%m-%d}尚未到来，不能写入检查结果。如需预估，请使用试运行（--dry-run）。")


def _write(report: Report, rules: list[Rule], *, is_whole: bool, actor: Actor, begun: float) -> None:
    sweep = SweepRun.objects.create(
        as_of=report.as_of, rules=[rule.code for rule in rules], is_whole=is_whole, started_by=actor.name
    )
    report.sweep_id = sweep.pk
    with acting(actor, sweep=sweep.pk):
        for rule in rules:
            result = _sweep_rule(rule, report.as_of)
            report.rules.append(result)
            RuleRun.objects.create(sweep=sweep, version_id=result.version, rule_code=rule.code, **_numbers(result))
        with transaction.atomic():
            report.rescoped = rescope()
        report.escalated = escalation.follow_up(report.as_of)
    sweep.finished_at, sweep.duration_ms = clock.now(), _since(begun)
    sweep.failed, sweep.rescoped, sweep.escalated = report.failed, report.rescoped, report.escalated
    for name in ("opened", "changed", "resolved"):
        setattr(sweep, name, report.total(name))
    sweep.save()


def _numbers(result: RuleResult) -> dict:
    names = ("found", "opened", "changed", "resolved", "duration_ms", "error")
    return {name: getattr(result, name) for name in names}


def _sweep_rule(rule: Rule, as_of: datetime.date) -> RuleResult:
    def write(version):
        with transaction.atomic():
            _lock_rule(rule.code)
            return _finder(rule, as_of, version).write()

    return _timed(rule, as_of, write)


def _rehearse(rule: Rule, as_of: datetime.date) -> RuleResult:
    def rehearse(version):
        with transaction.atomic():
            counts = _finder(rule, as_of, version).rehearse()
            transaction.set_rollback(True)
        return counts

    return _timed(rule, as_of, rehearse)


def _timed(rule: Rule, as_of: datetime.date, step) -> RuleResult:
    result = RuleResult(rule.code, rule.title)
    begun = time.monotonic()
    try:
        version = version_on(rule, as_of)
        result.version = version.pk if version else None
        for name, count in asdict(step(version)).items():
            setattr(result, name, count)
    except Exception as error:
        logger.exception("rule failed", extra={"rule": rule.code, "as_of": as_of.isoformat()})
        result.error = f"{type(error).__name__}: {error}"[:2000]
    result.duration_ms = _since(begun)
    return result


def version_on(rule: Rule, as_of: datetime.date) -> RuleVersion | None:
    """Parameters in force on the day; None where the rule was not in force, which finds nothing."""
    version = RuleVersion.objects.on(as_of).filter(code=rule.code).order_by("-number").first()
    if version is None and not RuleVersion.objects.filter(code=rule.code).exists():
        raise NoVersion(f"规则{rule.code}没有版本，请先运行 load_reference。")
    return version


def _finder(rule: Rule, as_of: datetime.date, version: RuleVersion | None, organization_id=None) -> Finder:
    findings = rule.findings(as_of, version) if version else None
    return Finder(rule.code, rule.subject_kind, findings, as_of, organization_id, limits.judge_by(as_of))


def _lock_rule(code: str, *, shared: bool = False) -> None:
    """Held to the end of the transaction: a night and a filing that settles its alert cannot overlook each other."""
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        if not shared:
            cursor.execute("SET LOCAL lock_timeout = '60s'")
        cursor.execute(f"SELECT {function}(%s, hashtext(%s))", [_RULE_LOCK, code])


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    with connection.cursor() as cursor:
        for _ in range(WAIT_SECONDS * 5):
            cursor.execute("SELECT pg_try_advisory_lock(%s, 0)", [_RUN_LOCK])
            if cursor.fetchone()[0]:
                break
            time.sleep(0.2)
        else:
            raise SweepRefused("另一次夜间检查正在运行，请稍后再试。")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, 0)", [_RUN_LOCK])


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)
