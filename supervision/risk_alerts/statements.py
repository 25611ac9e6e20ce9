"""The statements of one rule: what it finds is laid out once and compared with the unresolved alerts, set by set."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from core.rules.compile import Sql, findings_select, insert_select, on_conflict_do_nothing, table, unique_constraint
from party_building.party_units.models import PartyUnit
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

    def write(self) -> Counts:
        """Open, bring up to date and resolve. Needs a transaction."""
        found = self._lay_out()
        counts = Counts(found, *(_run(step) for step in (self._insert(), self._update_changed(), self._resolve())))
        _run(Sql("DROP TABLE pg_temp.found"))
        return counts

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
        stand is planned for a handful of rows, and a writing statement could not be computed by several processes."""
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
            f"subject_{self.subject_kind}": "found.subject_id",
            "organization": self._organization,
            "period": "found.period",
            "due_on": "found.due_on",
            "severity": "found.severity",
            "evidence": "found.evidence",
            "evidence_digest": "found.evidence_digest",
            "opened_on": "%s",
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
        """Party data stays in its line: an alert of a unit names no organization, whatever the rule says."""
        return "NULL" if self.is_of_unit else "found.organization_id"

    @property
    def _copies(self) -> dict[str, str]:
        if self.is_of_unit:
            return {"party_superior": "unit.superior_id"}
        return {name: f"organization.{name}_id" for name in SCOPE_COPIES}

    @property
    def _owner(self) -> str:
        if self.is_of_unit:
            return f"JOIN {table(PartyUnit)} AS unit ON unit.id = found.subject_id"
        return f"LEFT JOIN {table(Organization)} AS organization ON organization.id = found.organization_id"

    @property
    def is_of_unit(self) -> bool:
        return self.subject_kind == "party_unit"

    def _match(self) -> str:
        return f"alert.subject_{self.subject_kind}_id = found.subject_id AND alert.period = found.period"

    def _unresolved(self) -> Sql:
        condition = Sql("alert.rule_code = %s AND alert.resolved_on IS NULL", (self.rule_code,))
        if self.organization_id is not None:
            condition += Sql("AND alert.organization_id = %s", (self.organization_id,))
        return condition


_DISMISSED = HandlingState.DISMISSED.value


def rescope() -> int:
    """Bring the copied scope columns to what the organizations and units say now; returns how many alerts moved."""
    pairs = ", ".join(f"{name}_id = organization.{name}_id" for name in SCOPE_COPIES)
    mine = ", ".join(f"alert.{name}_id" for name in SCOPE_COPIES)
    theirs = ", ".join(f"organization.{name}_id" for name in SCOPE_COPIES)
    of_organizations = Sql(
        f"UPDATE {table(RiskAlert)} AS alert SET {pairs} FROM {table(Organization)} AS organization "  # noqa: S608
        f"WHERE organization.id = alert.organization_id AND ({mine}) IS DISTINCT FROM ({theirs})"
    )
    of_units = Sql(
        f"UPDATE {table(RiskAlert)} AS alert SET party_superior_id = unit.superior_id "  # noqa: S608
        f"FROM {table(PartyUnit)} AS unit WHERE unit.id = alert.subject_party_unit_id "
        "AND alert.party_superior_id <> unit.superior_id"
    )
    return _run(of_organizations) + _run(of_units)


def _run(statement: Sql) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params or None)
        return max(cursor.rowcount, 0)


def _counts(statement: Sql) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params)
        return Counts(*cursor.fetchone())
