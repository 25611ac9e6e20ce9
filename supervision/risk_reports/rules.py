"""RW-01: a level that did not judge a report within its clock."""

import datetime
from typing import ClassVar

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, JSONObject, TruncDate

from core import clock
from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from supervision.risk_reports.models import RiskLeg
from supervision.risk_reports.states import Stage, Urgency

MOVED_UP = "move_up"


class NotJudged(Rule):
    code = "RW-01"
    title = "风险报送到期未研判"
    explanation = (
        "报送在镇街、区县或者市的研判时限内没有研判：紧急的按小时，一般的按工作日，时限见报送页面。"
        "到期的报送自动上移一级；任何一级研判或者办结后解除。紧急的为高，其余为{severity}。"
    )
    subject_kind = "risk_report"
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {}
    is_design = True
    told = ("LEAD",)
    since = datetime.date(2022, 1, 1)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        end = clock.end_of(as_of)
        judged = RiskLeg.objects.filter(
            ~Q(step=MOVED_UP), report=OuterRef("report"), arrived_at__gte=OuterRef("arrived_at"), left_at__lt=end
        )
        rows = RiskLeg.objects.filter(~Exists(judged), stage=Stage.JUDGE, due_at__lt=end).filter(
            Q(left_at=None) | Q(left_at__gt=F("due_at"))
        )
        return as_findings(
            rows,
            subject="report_id",
            organization=None,
            period=Cast("pk", CharField()),
            due_on=TruncDate("due_at", tzinfo=clock.SHANGHAI),
            severity=Case(
                When(report__urgency=Urgency.URGENT, then=Value(Severity.HIGH.value)),
                default=Value(version.severity),
                output_field=CharField(),
            ),
            evidence=JSONObject(risk_office=F("office__name")),
        )
