"""SV-05: an order that is about to run out or has run out. Pure and set-based, for any day.

The orders of a year's inspection stay with their conclusions (registry.report_reviews); SV-05N asks the same of them.
"""

import datetime
from typing import ClassVar

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, JSONObject

from core import clock
from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from core.workflow.models import TransitionLog
from registry.annual_reports.queries import of_organizations_with_status
from registry.organizations.states import ACTIVE_STATUSES
from registry.report_reviews.models import ReportRectification
from supervision.rectifications.models import RectificationOrder

ONE_DAY = datetime.timedelta(days=1)


class _RectificationRule(Rule):
    default_severity = Severity.HIGH
    default_params: ClassVar[dict] = {"days_before": 3}
    param_labels: ClassVar[dict[str, str]] = {"days_before": "到期前几日提醒"}
    legal_sources = ("credit-11",)
    told = ("ORG", "SUP", "REG")
    is_design = True
    due: ClassVar[str] = "due_on"

    def severity(self, as_of: datetime.date, version: RuleVersion) -> Case:
        """I until the last day, the version's own after it."""
        return Case(
            When(**{f"{self.due}__lt": as_of}, then=Value(version.severity)),
            default=Value(Severity.INFO.value),
            output_field=CharField(),
        )

    def soon(self, as_of: datetime.date, version: RuleVersion) -> datetime.date:
        days = version.params.get("days_before", self.default_params["days_before"])
        return as_of + days * ONE_DAY


class RectificationDue(_RectificationRule):
    code = "SV-05"
    title = "责令整改到期或者逾期"
    explanation = (
        "责令整改通知书已送达，距整改期限不足{days_before}日（提示）或者期限已过（{severity}）而没有核实通过。期限内已报送、等待核实的不计。"
        "逾期未整改的，提请列入活动异常名录（第三项情形）。"
    )
    subject_kind = "rectification"
    settled_by = ("rectification_verified",)
    due = "due_then"

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = RectificationOrder.objects.unanswered(as_of).filter(due_then__lte=self.soon(as_of, version))
        rows = of_organizations_with_status(rows, as_of, ACTIVE_STATUSES)
        return as_findings(
            rows,
            subject="pk",
            organization="organization_id",
            period=Cast("due_then", CharField()),
            due_on="due_then",
            severity=self.severity(as_of, version),
            evidence=JSONObject(
                number=F("letter__number"),
                ordered_on=Cast("ordered_on", CharField()),
                due_on=Cast("due_then", CharField()),
            ),
        )


class ReportRectificationDue(_RectificationRule):
    code = "SV-05N"
    title = "年检整改到期或者逾期"
    explanation = (
        "年度检查结论后的限期整改通知已下达，距整改期限不足{days_before}日（提示）或者期限已过（{severity}）而没有确认完成。"
        "已报送整改情况、等待核查的不计。"
    )
    settled_by = ("rectification_moved",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        end = clock.end_of(as_of)
        rows = ReportRectification.objects.filter(
            Q(finished_at=None) | Q(finished_at__gte=end), ordered_at__lt=end, due_on__lte=self.soon(as_of, version)
        )
        steps = TransitionLog.objects.filter(
            object_type=ReportRectification._meta.label, object_id=OuterRef("pk"), at__lt=end
        )
        answered = steps.filter(name="send_back_rectification", at__gt=OuterRef("reported_at"))
        waiting = Q(reported_at__lt=end) & ~Q(Exists(answered))
        rows = rows.exclude(waiting).exclude(Exists(steps.filter(name="cancel_rectification")))
        return as_findings(
            of_organizations_with_status(rows, as_of, ACTIVE_STATUSES),
            subject="organization_id",
            organization="organization_id",
            period=Concat(Value("年检整改"), Cast("pk", CharField())),
            due_on="due_on",
            severity=self.severity(as_of, version),
            evidence=JSONObject(
                year=F("conclusion__report__year"), due_on=Cast("due_on", CharField()), number=F("document_no")
            ),
        )
