"""What a nightly rule is. Rules find; they never write and never ask what day it is."""

import datetime
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db.models import BigIntegerField, DateField, F, JSONField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.module_loading import import_string

from core.rules.models import RuleVersion, Severity

# Columns that every finding carries; the engine turns the queryset into one INSERT … SELECT.
FINDING_COLUMNS = ("subject_id", "organization_id", "period", "due_on", "severity", "evidence")


class Rule:
    """One class per rule code.

    `subject_kind` is a code of config/rule_subjects.py; `subject` of a finding is the id of a row of that kind.
    `findings` returns a queryset with the FINDING_COLUMNS, see `as_findings`; it compares moments with the end of
    `as_of` in Asia/Shanghai and never reads a current state, so it can be asked for any day. Conditions are
    inequalities, so that a missed night repairs itself. One row per subject and period.

    `evidence` says facts (dates, numbers of rows), never a count of days up to `as_of`: it may change only when the
    case changes, because a changed evidence opens a dismissed alert again. `evidence_labels` says its keys in Chinese;
    those of supervision/risk_alerts/evidence.py need not be said again.
    `explanation` has placeholders for numbers that a version or a dated row may change, see core/rules/explained.py.
    `settled_by` names the events after which the rule is asked again at once for the organization concerned.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    explanation: ClassVar[str]
    subject_kind: ClassVar[str] = "organization"
    default_severity: ClassVar[str] = Severity.MEDIUM
    default_params: ClassVar[dict] = {}
    evidence_labels: ClassVar[dict[str, str]] = {}
    param_labels: ClassVar[dict[str, str]] = {}  # parameters that the rule book shows, with their Chinese names
    is_design: ClassVar[bool] = False
    since: ClassVar[datetime.date] = datetime.date(2018, 1, 1)
    legal_sources: ClassVar[tuple[str, ...]] = ()
    told: ClassVar[tuple[str, ...]] = ()
    settled_by: ClassVar[tuple[str, ...]] = ()

    def dated_words(self, day: datetime.date) -> Mapping[str, object]:
        """Numbers of dated rows that the rule reads beside its version, by the placeholder of the explanation."""
        return {}

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        raise NotImplementedError


def as_findings(rows: QuerySet, *, subject, period, due_on, evidence, severity: str, organization=None) -> QuerySet:
    """`rows` annotated with the FINDING_COLUMNS. Each argument is a column name or an expression.

    `severity` is a code or an expression (Case) ; `evidence` a JSONObject or a plain dict. `organization` stays None
    for subjects that belong to none.
    """
    return rows.annotate(
        finding_subject_id=_expression(subject),
        finding_organization_id=_expression(organization),
        finding_period=_expression(period),
        finding_due_on=_expression(due_on) if due_on is not None else Cast(Value(None), DateField()),
        finding_severity=Value(str(severity)) if isinstance(severity, str) else severity,
        finding_evidence=Value(evidence, JSONField()) if isinstance(evidence, dict) else evidence,
    )


def _expression(value):
    if value is None:
        return Cast(Value(None), BigIntegerField())  # of no organization
    return F(value) if isinstance(value, str) else value


def all_rules() -> list[Rule]:
    """The rules of settings.NIGHTLY_RULES, in running order."""
    return [import_string(path)() for path in settings.NIGHTLY_RULES]


def rule_of(code: str) -> Rule | None:
    return next((rule for rule in all_rules() if rule.code == code), None)


def rule_titles() -> dict[str, str]:
    return {rule.code: rule.title for rule in all_rules()}
