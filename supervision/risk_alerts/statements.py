"""The statement of one rule: what it finds is compared with the unresolved alerts, set by set, in one snapshot."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from core.rules.compile import Sql, findings_select, insert_select, on_conflict_do_nothing, table, unique_constraint
from registry.organizations.models import Organization
from supervision.risk_alerts.models import SCOPE_COPIES, RiskAlert
from supervision.risk_alerts.states import HandlingState

_DIGEST = "encode(sha256(convert_to(evidence::text || '|' || coalesce(due_on::text, ''), 'UTF8')), 'hex')"
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
    """One rule on one day. `organization_id` narrows it to one organization, for asking again at once."""

    rule_code: str
    subject_kind: str
    findings: QuerySet | None
    as_of: datetime.date
    organization_id: int | None = None

    def write(self, *, opening: bool = True) -> Counts:
        """Open (unless told not to), bring up to date and resolve: writes that see the same findings.

        Needs a transaction.
        """
        steps = {
            "opened": self._insert() if opening else Sql("SELECT WHERE false"),
            "changed": self._update_changed(),
            "resolved": self._update_resolved(),
        }
        statement = self._found()
        for name, step in steps.items():
            statement += Sql(f", {name} AS (") + step + (" RETURNING 1)" if name != "opened" or opening else ")")
        return _counts(
            statement + f"SELECT {', '.join(f'(SELECT count(*) FROM {name})' for name in ('found', *steps))}"
        )

    def rehearse(self) -> Counts:
        """The same counts without a write."""
        match, gone = self._match(), self._unresolved()
        new = Sql("(SELECT count(*) FROM found WHERE NOT EXISTS (SELECT FROM") + self._alerts() + "WHERE" + gone
        return _counts(
            self._found()
            + "SELECT (SELECT count(*) FROM found),"
            + new
            + f"AND {match})),"
            + "(SELECT count(*) FROM"
            + self._alerts()
            + f"JOIN found ON {match} WHERE"
            + gone
            + f"AND {_DIFFERS}),"
            + "(SELECT count(*) FROM"
            + self._alerts()
            + "WHERE"
            + gone
            + f"AND NOT EXISTS (SELECT FROM found WHERE {match}))"
        )

    def _found(self) -> Sql:
        narrowed = Sql("")
        if self.organization_id is not None:
            narrowed = Sql("WHERE organization_id = %s", (self.organization_id,))
        return (
            Sql(f"WITH found AS MATERIALIZED (SELECT *, {_DIGEST} AS evidence_digest FROM (")
            + findings_select(self.findings)
            + ") AS finding"
            + narrowed
            + ")"
        )

    def _insert(self) -> Sql:
        values = {
            "rule_code": "%s",
            f"subject_{self.subject_kind}": "found.subject_id",
            "organization": "found.organization_id",
            "period": "found.period",
            "due_on": "found.due_on",
            "severity": "found.severity",
            "evidence": "found.evidence",
            "evidence_digest": "found.evidence_digest",
            "opened_on": "%s",
            "dismissal_reason": "''",
            "state": f"'{HandlingState.NEW.value}'",
            "version": "1",
            **{name: f"organization.{name}_id" for name in SCOPE_COPIES},
        }
        source = (
            Sql(
                f"FROM found LEFT JOIN {table(Organization)} AS organization "
                "ON organization.id = found.organization_id"
            )
            + "WHERE NOT EXISTS (SELECT FROM"
            + self._alerts()
            + "WHERE"
            + self._unresolved()
            + f"AND {self._match()})"
            + on_conflict_do_nothing(unique_constraint(RiskAlert, "risk_alert_unresolved_once"), RiskAlert)
        )
        statement = insert_select(RiskAlert, values, source)
        return Sql(statement.text, (self.rule_code, self.as_of, *statement.params))

    def _update_changed(self) -> Sql:
        reopened = f"alert.evidence_digest <> found.evidence_digest AND alert.handling_state = '{_DISMISSED}'"
        return (
            Sql(
                f"UPDATE {table(RiskAlert)} AS alert SET severity = found.severity, evidence = found.evidence, "
                "evidence_digest = found.evidence_digest, due_on = found.due_on, dismissed_on = NULL, "
                "dismissal_reason = '', version = alert.version + 1, "
                f"handling_state = CASE WHEN {reopened} THEN '{HandlingState.NEW.value}' "
                "ELSE alert.handling_state END "
                "FROM found WHERE"
            )
            + self._unresolved()
            + f"AND {self._match()} AND {_DIFFERS}"
        )

    def _update_resolved(self) -> Sql:
        return (
            Sql(
                f"UPDATE {table(RiskAlert)} AS alert SET resolved_on = greatest(%s::date, alert.opened_on), "
                "version = alert.version + 1 WHERE",
                (self.as_of,),
            )
            + self._unresolved()
            + f"AND NOT EXISTS (SELECT FROM found WHERE {self._match()})"
        )

    def _alerts(self) -> str:
        return f"{table(RiskAlert)} AS alert"

    def _match(self) -> str:
        return f"alert.subject_{self.subject_kind}_id = found.subject_id AND alert.period = found.period"

    def _unresolved(self) -> Sql:
        condition = Sql("alert.rule_code = %s AND alert.resolved_on IS NULL", (self.rule_code,))
        if self.organization_id is not None:
            condition += Sql("AND alert.organization_id = %s", (self.organization_id,))
        return condition


_DISMISSED = HandlingState.DISMISSED.value


def rescope() -> int:
    """Bring the copied scope columns to what the organizations say now; returns how many alerts moved."""
    pairs = ", ".join(f"{name}_id = organization.{name}_id" for name in SCOPE_COPIES)
    mine = ", ".join(f"alert.{name}_id" for name in SCOPE_COPIES)
    theirs = ", ".join(f"organization.{name}_id" for name in SCOPE_COPIES)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table(RiskAlert)} AS alert SET {pairs} FROM {table(Organization)} AS organization "  # noqa: S608
            f"WHERE organization.id = alert.organization_id AND ({mine}) IS DISTINCT FROM ({theirs})"
        )
        return cursor.rowcount


def _counts(statement: Sql) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params)
        return Counts(*cursor.fetchone())
