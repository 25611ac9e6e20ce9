"""Nightly rules on what was reported: spending outside its limits, sums that do not add up. They only propose."""

import datetime
from typing import ClassVar

from django.db.models import CharField, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.annual_reports import queries
from registry.annual_reports.models import ReportFigure, ReportObligation, ReportSubmission
from registry.organizations.states import Status

FIGURED = ("annual_report_submitted", "annual_report_first_reviewed")
RATIOS = ("ratio_public_benefit", "ratio_management")


def _standing(as_of: datetime.date) -> QuerySet:
    """What stands of every report at the end of that day: its last submission, unless a later year was reported."""
    sent = ReportSubmission.objects.standing_on(as_of)
    newer = sent.filter(report=OuterRef("report"), round__gt=OuterRef("round"))
    later = sent.filter(
        report__organization=OuterRef("report__organization"), report__year__gt=OuterRef("report__year")
    )
    return sent.filter(~Exists(newer), ~Exists(later))


def _with_fault(as_of: datetime.date, version: RuleVersion, codes: tuple[str, ...]) -> QuerySet:
    """Grouped before anything is joined: only submissions with such a figure are looked at."""
    faulty = ReportFigure.objects.filter(code__in=codes, value__gt=0).values("submission")
    ordinary = queries.of_organizations_with_status(
        ReportObligation.objects.all(), as_of, version.params.get("statuses", [Status.NORMAL.value])
    )
    rows = _standing(as_of).filter(pk__in=faulty, report__obligation__in=ordinary)
    return rows.annotate(
        **{code: Max("figures__value", filter=Q(figures__code=code)) for code in codes},
        **{ratio: Max("figures__value", filter=Q(figures__code=ratio)) for ratio in RATIOS},
    )


class SpendingOutOfLimits(Rule):
    code = "FN-01"
    title = "公益支出或管理费用不符合规定比例"
    explanation = (
        "基金会和慈善组织最近一次报送的年度报告中，公益支出低于规定下限，或者管理费用高于规定上限。"
        "比例和计算口径按报告年度末登记的类型、慈善组织属性、公开募捐资格和上年末净资产适用，报告审核页面逐项列明。"
        "该报告更正或者下一年度报告报送后不再提示。"
    )
    default_severity = Severity.HIGH
    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value]}
    legal_sources = ("foundations-29", "charity-61")
    told = ("REG", "SUP")
    settled_by = FIGURED

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = _with_fault(as_of, version, ("spending_shortfall", "management_excess"))
        return as_findings(
            rows,
            subject="report__organization_id",
            organization="report__organization_id",
            period=Cast("report__year", CharField()),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(
                year=F("report__year"),
                round=F("round"),
                ratio_public_benefit=F("ratio_public_benefit"),
                spending_shortfall=F("spending_shortfall"),
                ratio_management=F("ratio_management"),
                management_excess=F("management_excess"),
            ),
        )


class SumsDoNotAddUp(Rule):
    code = "FN-02"
    title = "财务报表数据不平衡"
    explanation = (
        "最近一次报送的年度报告中，财务报表应当相等的数据相差 0.01 元以上。在线填报的报告不平衡不能报送，"
        "本规则针对从其他系统或者纸质材料录入的报告。"
    )
    subject_kind = "report"
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value]}
    is_design = True
    told = ("ORG", "REG")
    settled_by = FIGURED

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = _with_fault(as_of, version, ("identities_failed",))
        return as_findings(
            rows,
            subject="report_id",
            organization="report__organization_id",
            period=Cast("report__year", CharField()),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(year=F("report__year"), round=F("round"), failed=F("identities_failed")),
        )
