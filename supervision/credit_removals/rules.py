"""Nightly rule on removals that were verified and not carried out in time."""

import datetime
from typing import ClassVar

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_terms.models import periods
from supervision.credit_terms.states import PeriodCode


class VerifiedNotRemoved(Rule):
    code = "SV-03"
    title = "移出申请核实通过后逾期未移出"
    subject_kind = "credit_removal"
    explanation = "移出申请核实通过后，{workdays}个工作日（含当日）已过，仍未作出移出决定。作出决定后解除。"
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {}
    legal_sources = ("credit-14",)
    told = ("REG", "LEAD")
    settled_by = ("credit_removal_moved", "credit_entry_moved")

    def dated_words(self, day: datetime.date) -> dict:
        return {"workdays": periods(day).get(PeriodCode.REMOVAL, 5)}

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        open_then = Q(decided_on=None) | Q(decided_on__gt=as_of)
        rows = RemovalRequest.objects.filter(open_then, verified_on__lte=as_of, remove_due_on__lt=as_of)
        return as_findings(
            rows,
            subject="pk",
            organization="organization_id",
            period=Value("", output_field=CharField()),
            due_on="remove_due_on",
            severity=version.severity,
            evidence=JSONObject(verified_on=Cast("verified_on", CharField())),
        )
