"""Nightly rule on credit records that were formed and not entered in time."""

import datetime
from typing import ClassVar

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from supervision.credit_records.models import CreditRecord
from supervision.credit_records.states import RecordState
from supervision.credit_terms.models import periods
from supervision.credit_terms.states import PeriodCode


class RecordNotEntered(Rule):
    code = "SV-13"
    title = "信用信息逾期未归集"
    subject_kind = "credit_record"
    explanation = (
        "行政处罚、列入和移出名录、表彰奖励等信用信息形成后，{workdays}个工作日（含当日）已过，仍未归集。归集后解除。"
    )
    default_severity = Severity.LOW
    default_params: ClassVar[dict] = {}
    legal_sources = ("credit-entering",)
    told = ("REG",)
    settled_by = ("credit_record_moved",)

    def dated_words(self, day: datetime.date) -> dict:
        return {"workdays": periods(day).get(PeriodCode.ENTRY, 5)}

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        waiting = Q(state=RecordState.FORMED) | Q(state=RecordState.ENTERED, entered_on__gt=as_of)
        late = CreditRecord.objects.filter(waiting, formed_on__lte=as_of, due_on__lt=as_of)
        return as_findings(
            late.order_by(),
            subject="pk",
            organization="organization_id",
            period=Value("", output_field=CharField()),
            due_on="due_on",
            severity=version.severity,
            evidence=JSONObject(formed_on=Cast("formed_on", CharField())),
        )
