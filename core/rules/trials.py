"""A dry run on history: two versions of a rule are asked about the same days and what they find is compared.

Each day is a transaction that the database itself holds read-only from before the rule is asked; what is found goes
into temporary tables of the session. Nothing else is written until the caller keeps the outcome.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction

from core.rules.base import Rule
from core.rules.compile import Sql, findings_select
from core.rules.decisions import DECISION_TYPES, decisions_against
from core.rules.models import RuleVersion

SAMPLES = 20  # new and gone rows kept of a day
KEPT = 200  # contradicted decisions kept of a trial
MOST_DAYS = 60

_TABLES = (
    "CREATE TEMPORARY TABLE trial_day (is_candidate boolean, subject_id bigint, organization_id bigint, "
    "period varchar, severity varchar)",
    "CREATE TEMPORARY TABLE trial_seen (is_candidate boolean, subject_id bigint, organization_id bigint, "
    "period varchar, first_day date, PRIMARY KEY (is_candidate, subject_id, period))",
)
_PAIRS = (
    "SELECT subject_id, period, max(organization_id) AS organization_id, bool_or(is_candidate) AS now, "
    "bool_or(NOT is_candidate) AS before, count(DISTINCT severity) AS grades "
    "FROM trial_day GROUP BY subject_id, period"
)


@dataclass
class Day:
    day: datetime.date
    hits: int
    hits_before: int
    new: int
    gone: int
    regraded: int
    new_samples: list[list]
    gone_samples: list[list]


@dataclass(frozen=True)
class Conflict:
    subject_id: int
    organization_id: int | None
    period: str
    label: str
    decided_on: datetime.date
    first_day: datetime.date
    is_new: bool


@dataclass
class Outcome:
    days: list[Day] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)  # names of RuleTrial's columns
    conflicts: list[Conflict] = field(default_factory=list)


def month_ends(first: datetime.date, last: datetime.date, months: int = 1) -> list[datetime.date]:
    """The last day of every month, quarter (`months=3`) or year (12) from `first` to `last`, and `last` itself."""
    found, year, month = [], first.year, first.month
    while (day := _end_of(year, month)) <= last:
        if month % months == 0 and day >= first:
            found.append(day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found if found and found[-1] == last else [*found, last]


def _end_of(year: int, month: int) -> datetime.date:
    following = datetime.date(year + (month == 12), month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def _nobody(done: int, total: int) -> None:
    """Nobody is told."""


def compare(
    rule: Rule,
    baseline: RuleVersion | None,
    candidate: RuleVersion,
    days: Sequence[datetime.date],
    told: Callable[[int, int], None] = _nobody,
) -> Outcome:
    """What `candidate` finds on `days` beside `baseline` (None: nothing). A rule that fails lets its error through."""
    outcome = Outcome()
    with _session_tables():
        for number, day in enumerate(days, start=1):
            with _reading():
                outcome.days.append(_day(rule, baseline, candidate, day))
            told(number, len(days))
        with _reading():
            outcome.totals = _totals()
            _decisions(rule, outcome)
    return outcome


@contextmanager
def _session_tables() -> Iterator[None]:
    _run(Sql("DROP TABLE IF EXISTS pg_temp.trial_day, pg_temp.trial_seen"))
    for statement in _TABLES:
        _run(Sql(statement))
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _run(Sql("DROP TABLE pg_temp.trial_day, pg_temp.trial_seen"))


@contextmanager
def _reading() -> Iterator[None]:
    """A transaction in which the database refuses every write but into temporary tables."""
    with transaction.atomic():
        _run(Sql("SET LOCAL transaction_read_only = on"))
        yield


def _day(rule: Rule, baseline: RuleVersion | None, candidate: RuleVersion, day: datetime.date) -> Day:
    _run(Sql("DELETE FROM pg_temp.trial_day"))
    for version, is_candidate in ((baseline, False), (candidate, True)):
        found = findings_select(rule.findings(day, version) if version else None)
        into = Sql(
            "INSERT INTO pg_temp.trial_day SELECT %s, subject_id, organization_id, period, severity FROM (",
            (is_candidate,),
        )
        _run(into + found + ") AS found")
    _run(Sql("ANALYZE pg_temp.trial_day"))
    _run(
        Sql(
            "INSERT INTO pg_temp.trial_seen SELECT is_candidate, subject_id, organization_id, period, %s "
            "FROM pg_temp.trial_day ON CONFLICT DO NOTHING",
            (day,),
        )
    )
    counted = _rows(
        Sql(
            "SELECT count(*) FILTER (WHERE now), count(*) FILTER (WHERE before), "
            "count(*) FILTER (WHERE now AND NOT before), count(*) FILTER (WHERE before AND NOT now), "
            f"count(*) FILTER (WHERE now AND before AND grades > 1) FROM ({_PAIRS}) AS pair"  # noqa: S608
        )
    )[0]
    hits, hits_before, new, gone, regraded = counted
    return Day(
        day, hits, hits_before, new, gone, regraded, _samples("now AND NOT before"), _samples("before AND NOT now")
    )


def _samples(condition: str) -> list[list]:
    chosen = Sql(
        f"SELECT subject_id, period, organization_id FROM ({_PAIRS}) AS pair "  # noqa: S608
        f"WHERE {condition} ORDER BY subject_id, period LIMIT %s",
        (SAMPLES,),
    )
    return [list(row) for row in _rows(chosen)]


def _totals() -> dict[str, int]:
    names = ("subjects", "subjects_before", "organizations", "organizations_before")
    counted = _rows(
        Sql(
            "SELECT count(DISTINCT subject_id) FILTER (WHERE is_candidate), "
            "count(DISTINCT subject_id) FILTER (WHERE NOT is_candidate), "
            "count(DISTINCT organization_id) FILTER (WHERE is_candidate), "
            "count(DISTINCT organization_id) FILTER (WHERE NOT is_candidate) FROM pg_temp.trial_seen"
        )
    )[0]
    return dict(zip(names, counted, strict=True))


def _decisions(rule: Rule, outcome: Outcome) -> None:
    columns = ", ".join(f"decision_{name}::{kind} AS {name}" for name, kind in DECISION_TYPES.items())
    found: list[Conflict] = []
    before = 0
    for rows in decisions_against(rule):
        try:
            text, params = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        decided = Sql(f"(SELECT {columns} FROM ({text}) AS said) AS decision", tuple(params))  # noqa: S608
        found += [Conflict(*row) for row in _rows(_contradicted(decided, is_candidate=True))]
        before += len(_rows(_contradicted(decided, is_candidate=False)))
    outcome.totals |= {"conflicts": len(found), "conflicts_before": before}
    found.sort(key=lambda one: (not one.is_new, one.subject_id, one.period))
    outcome.conflicts = found[:KEPT]


def _contradicted(decided: Sql, *, is_candidate: bool) -> Sql:
    other = (
        "NOT EXISTS (SELECT FROM pg_temp.trial_seen AS other WHERE other.is_candidate <> seen.is_candidate "
        "AND other.subject_id = seen.subject_id AND other.period = seen.period)"
    )
    return (
        Sql(
            "SELECT DISTINCT seen.subject_id, seen.organization_id, seen.period, decision.label, decision.decided_on, "
            f"seen.first_day, {other} FROM pg_temp.trial_seen AS seen JOIN"
        )
        + decided
        + Sql(
            "ON decision.subject_id = seen.subject_id AND decision.period IN ('', seen.period) "
            "WHERE seen.is_candidate = %s",
            (is_candidate,),
        )
    )


def _run(statement: Sql) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params or None)


def _rows(statement: Sql) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params or None)
        return cursor.fetchall()
