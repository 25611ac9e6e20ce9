"""The statements of one rule: what it finds is laid out once and compared with the unresolved alerts, set by set."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Model, QuerySet

from core.rules.compile import (
    FINDING_TYPES,
    Sql,
    findings_select,
    insert_select,
    on_conflict_do_nothing,
    table,
    unique_constraint,
)
from core.rules.subjects import SubjectKind, subject_kind, subject_kinds
from registry.organizations.models import Organization
from supervision.risk_alerts.models import SCOPE_COPIES, RiskAlert
from supervision.risk_alerts.states import HandlingState

_DIGEST = "encode(sha256(convert_to(evidence::text || '|' || coalesce(due_on::text, ''), 'UTF8')), 'hex')"
_FOUND_COLUMNS = ", ".join(f"{name} {kind}" for name, kind in FINDING_TYPES.items()) + ", evidence_digest text"
# A dismissed alert is left alone until its facts change; an open one also follows its severity.
_DIFFERS = (
    "(alert.evidence_digest <> found.evidence_digest "
    "OR (alert.dismissed_on IS NULL AND alert.severity <> found.severity))"
)


@dataclass(frozen=True)
class Counts:
    found: int = 0
    opened: int = 0
    changed: int = 0
    resolved: int = 0


@dataclass(frozen=True)
class Finder:
    """One rule on one day. `organization_id` narrows it to one organization, for asking again at once; `judge_by` says
    until when what opens today is to be judged, by severity."""

    rule_code: str
    subject_kind: str
    findings: QuerySet | None
    as_of: datetime.date
    organization_id: int | None = None
    judge_by: Mapping[str, datetime.date] = field(default_factory=dict)

    def write(self) -> Counts:
        """Open, bring up to date and resolve. Needs a transaction."""
        found = self._lay_out()
        return Counts(found, *(_run(step) for step in (self._insert(), self._update_changed(), self._resolve())))

    def settle(self) -> Counts:
        """Bring up to date and resolve without opening: one statement, for the few findings of one organization."""
        return _counts(
            Sql("WITH found AS MATERIALIZED (")
            + self._select()
            + "), changed AS ("
            + self._update_changed()
            + "RETURNING 1), resolved AS ("
            + self._resolve()
            + "RETURNING 1) SELECT (SELECT count(*) FROM found), 0, "
            + "(SELECT count(*) FROM changed), (SELECT count(*) FROM resolved)"
        )

    def rehearse(self) -> Counts:
        """The counts of `write`, the transaction read-only from the findings on; the caller rolls it back."""
        found = self._lay_out()
        _run(Sql("SET LOCAL transaction_read_only = on"))
        match, standing = self._match(), self._unresolved()
        alerts = Sql(f"(SELECT count(*) FROM {table(RiskAlert)} AS alert")
        new = Sql(f"(SELECT count(*) FROM found WHERE NOT EXISTS (SELECT FROM {table(RiskAlert)} AS alert WHERE")
        return _counts(
            Sql(f"SELECT {found},")
            + new
            + standing
            + f"AND {match})),"
            + alerts
            + f"JOIN found ON {match} WHERE"
            + standing
            + f"AND {_DIFFERS}),"
            + alerts
            + "WHERE"
            + standing
            + f"AND NOT EXISTS (SELECT FROM found WHERE {match}))"
        )

    def _lay_out(self) -> int:
        """What the rule finds, in a temporary table with statistics: without them the comparison with the alerts that
        stand is planned for a handful of rows, and a writing statement could not be computed by several processes.

        Inside a longer transaction (a replay of many nights) one table serves all rules: each that was made would stay
        locked to its end, and the server's room for locks is bounded.
        """
        if connection.savepoint_ids:
            _run(Sql(f"CREATE TEMPORARY TABLE IF NOT EXISTS found ({_FOUND_COLUMNS}) ON COMMIT DROP"))
            _run(Sql("TRUNCATE pg_temp.found"))
            found = _run(Sql("INSERT INTO pg_temp.found") + self._select())
        else:
            _run(Sql("DROP TABLE IF EXISTS pg_temp.found"))
            found = _run(Sql("CREATE TEMPORARY TABLE found ON COMMIT DROP AS") + self._select())
        _run(Sql("ANALYZE pg_temp.found"))
        return found

    def _select(self) -> Sql:
        narrowed = Sql("")
        if self.organization_id is not None:
            narrowed = Sql("WHERE organization_id = %s", (self.organization_id,))
        select = findings_select(self.findings)
        return Sql(f"SELECT *, {_DIGEST} AS evidence_digest FROM (") + select + ") AS finding" + narrowed

    def _insert(self) -> Sql:
        values = {
            "rule_code": "%s",
            "subject_kind": "%s",
            "subject_id": "found.subject_id",
            "organization": self._organization,
            "period": "found.period",
            "due_on": "found.due_on",
            "severity": "found.severity",
            "evidence": "found.evidence",
            "evidence_digest": "found.evidence_digest",
            "opened_on": "%s",
            "open_since": "%s",
            "judge_due_on": self._due.text,
            "dismissal_reason": "''",
            "state": f"'{HandlingState.NEW.value}'",
            "version": "1",
            **self._copies,
        }
        source = (
            Sql(f"FROM found {self._owner}")
            + f"WHERE NOT EXISTS (SELECT FROM {table(RiskAlert)} AS alert WHERE"
            + self._unresolved()
            + f"AND {self._match()})"
            + on_conflict_do_nothing(unique_constraint(RiskAlert, "risk_alert_unresolved_once"), RiskAlert)
        )
        statement = insert_select(RiskAlert, values, source)
        own = (self.rule_code, self.subject_kind, self.as_of, self.as_of, *self._due.params)
        return Sql(statement.text, (*own, *statement.params))

    def _update_changed(self) -> Sql:
        reopened = f"alert.evidence_digest <> found.evidence_digest AND alert.handling_state = '{_DISMISSED}'"
        return (
            Sql(
                f"UPDATE {table(RiskAlert)} AS alert SET severity = found.severity, evidence = found.evidence, "
                "evidence_digest = found.evidence_digest, due_on = found.due_on, dismissed_on = NULL, "
                "dismissal_kind_id = NULL, dismissal_reason = '', version = alert.version + 1, "
                f"handling_state = CASE WHEN {reopened} THEN '{HandlingState.NEW.value}' "
                f"ELSE alert.handling_state END, open_since = CASE WHEN {reopened} "
                "THEN greatest(%s::date, alert.opened_on) ELSE alert.open_since END, "
                f"judge_due_on = CASE WHEN {reopened} OR alert.severity <> found.severity THEN",
                (self.as_of,),
            )
            + self._due
            + "ELSE alert.judge_due_on END FROM found WHERE"
            + self._unresolved()
            + f"AND {self._match()} AND {_DIFFERS}"
        )

    def _resolve(self) -> Sql:
        return (
            Sql(
                f"UPDATE {table(RiskAlert)} AS alert SET resolved_on = greatest(%s::date, alert.opened_on), "
                "version = alert.version + 1 WHERE",
                (self.as_of,),
            )
            + self._unresolved()
            + f"AND NOT EXISTS (SELECT FROM found WHERE {self._match()})"
        )

    @property
    def _organization(self) -> str:
        """Party data stays in its line: its alerts name no organization, whatever the rule says."""
        return "NULL" if self._kind.is_party else "found.organization_id"

    @property
    def _copies(self) -> dict[str, str]:
        own = {name: f"subject.{column}" for name, column in self._kind.offices.items()}
        if self._kind.is_party:
            return own
        of_organization = {name: f"organization.{name}_id" for name in SCOPE_COPIES}
        return {name: _first(its, own.get(name)) for name, its in of_organization.items()}

    @property
    def _owner(self) -> str:
        joined = ""
        if not self._kind.is_party:
            joined = f"LEFT JOIN {table(Organization)} AS organization ON organization.id = found.organization_id "
        if self._kind.offices:
            joined += f"JOIN {table(self._kind.table)} AS subject ON subject.id = found.subject_id"
        return joined

    @property
    def _due(self) -> Sql:
        """The last day for judging a finding of today, by its severity; NULL for one without a clock."""
        cases = "".join(" WHEN %s THEN %s::date" for _ in self.judge_by)
        if not cases:
            return Sql("NULL::date")
        return Sql(f"CASE found.severity{cases} END", tuple(value for pair in self.judge_by.items() for value in pair))

    @property
    def _kind(self) -> SubjectKind:
        return subject_kind(self.subject_kind)

    def _match(self) -> str:
        return "alert.subject_id = found.subject_id AND alert.period = found.period"

    def _unresolved(self) -> Sql:
        condition = Sql(
            "alert.rule_code = %s AND alert.subject_kind = %s AND alert.resolved_on IS NULL",
            (self.rule_code, self.subject_kind),
        )
        if self.organization_id is not None:
            condition += Sql("AND alert.organization_id = %s", (self.organization_id,))
        return condition


def _first(of_organization: str, of_subject: str | None) -> str:
    """The organization's office where the finding names one, else that of the subject's own row."""
    if of_subject is None:
        return of_organization
    return f"CASE WHEN organization.id IS NULL THEN {of_subject} ELSE {of_organization} END"


_DISMISSED = HandlingState.DISMISSED.value


def rescope() -> int:
    """Bring the copied scope columns to what the organizations and the subjects say now; returns how many moved."""
    theirs = {name: f"organization.{name}_id" for name in SCOPE_COPIES}
    moved = _run(_follow(Organization, "organization", theirs, Sql("organization.id = alert.organization_id")))
    for kind in subject_kinds().values():
        if kind.offices:
            own = {name: f"subject.{column}" for name, column in kind.offices.items()}
            mine = Sql(
                "subject.id = alert.subject_id AND alert.subject_kind = %s AND alert.organization_id IS NULL",
                (kind.code,),
            )
            moved += _run(_follow(kind.table, "subject", own, mine))
    return moved


def _follow(model: type[Model], alias: str, columns: Mapping[str, str], mine: Sql) -> Sql:
    pairs = ", ".join(f"{name}_id = {theirs}" for name, theirs in columns.items())
    kept = ", ".join(f"alert.{name}_id" for name in columns)
    update = Sql(f"UPDATE {table(RiskAlert)} AS alert SET {pairs} FROM {table(model)} AS {alias} WHERE")  # noqa: S608
    return update + mine + f"AND ({kept}) IS DISTINCT FROM ({', '.join(columns.values())})"


def _run(statement: Sql) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params or None)
        return max(cursor.rowcount, 0)


def _counts(statement: Sql) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params)
        return Counts(*cursor.fetchone())
