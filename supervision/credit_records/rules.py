"""Nightly rule on credit records that were formed and not entered in time."""

import datetime
from typing import ClassVar

from django.db.models import CharField, Count, F, Min, Q, QuerySet, Value
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
    explanation = (
        "行政处罚、列入和移出名录、表彰奖励等信用信息形成后，{workdays}个工作日（含当日）已过，仍未归集。"
        "全部归集后解除。"
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
        rows = late.order_by().values("organization").annotate(number=Count("pk"), first_due=Min("due_on"))
        return as_findings(
            rows,
            subject="organization",
            organization="organization",
            period=Value(""),
            due_on="first_due",
            severity=version.severity,
            evidence=JSONObject(records=F("number"), due_on=Cast("first_due", CharField())),
        )
