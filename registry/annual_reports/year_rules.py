"""Nightly rules that look at several report years, or at a year that was never ruled: AR-07, AR-08, AR-10."""

import datetime
from typing import ClassVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.annual_reports import queries
from registry.annual_reports.models import ReportingRegime
from registry.annual_reports.rules import ARRIVAL, FILING_ARTICLES, _FilingRule
from registry.organizations.facts import OrganizationStatus, Responsibility
from registry.organizations.models import Organization
from registry.organizations.states import RegistrationLevel, ResponsibilityKind, Status


class _ConsecutiveYears(_FilingRule):
    """Overdue reports of neighbouring years. One finding for an organization: of the latest such years."""

    settled_by = ARRIVAL
    param_labels: ClassVar[dict[str, str]] = {"years": "连续年数"}

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        years = int(version.params.get("years", self.default_params["years"]))
        rows = queries.missed_in_a_row(self.owing(as_of, version), as_of, years)
        return self.of_organizations(
            queries.with_dates(rows, as_of), version, due_on="due_then", first_year=F("year") - (years - 1)
        )


class TwoYearsMissed(_ConsecutiveYears):
    code = "AR-07"
    title = "连年未报送年度报告"
    explanation = (
        "相邻{years}个年度均应报送、均已过报送截止日期而未到达登记管理机关，且不属于初审单位办理迟延。"
        "只按最近的相邻年度提示一次；其中一个年度补报或免除后解除。"
    )
    default_severity = Severity.HIGH
    default_params: ClassVar[dict] = {**_FilingRule.default_params, "years": 2}
    legal_sources = FILING_ARTICLES
    told = ("ORG", "SUP", "REG")


class ThreeYearsMissed(_ConsecutiveYears):
    code = "AR-08"
    title = "连年未报送年度报告，建议核查立案"
    explanation = (
        "相邻{years}个年度均应报送、均已过报送截止日期而未到达登记管理机关，且不属于初审单位办理迟延。"
        "建议核查后依法研究是否立案；是否立案、如何处理由登记管理机关决定。"
    )
    default_severity = Severity.CRITICAL
    default_params: ClassVar[dict] = {**_FilingRule.default_params, "years": 3, "proposes": "CASE"}
    legal_sources = ("associations-30", "service-institutions-25", "foundations-42")
    told = ("REG", "LEAD", "SUP")


class RegimeMissing(Rule):
    """A data check: without a regime the year cannot be opened for the organization, and nothing would be owed."""

    code = "AR-10"
    title = "没有适用的年报规则"
    explanation = "登记状态正常的社会组织，其监督管理机关所在地（或上级市）没有上一年度、该类型的年报规则。"
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value]}
    is_design = True
    told = ("REG",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        statuses = version.params.get("statuses", self.default_params["statuses"])
        year = as_of.year - 1
        other = OrganizationStatus.objects.on(as_of).filter(organization=OuterRef("pk")).exclude(status__in=statuses)
        offices = Responsibility.objects.on(as_of).filter(
            organization=OuterRef("pk"), kind=ResponsibilityKind.SUPERVISING
        )
        regimes = ReportingRegime.objects.filter(
            Q(region=OuterRef("department__region")) | Q(region=OuterRef("department__region__parent")),
            org_type=OuterRef("organization__org_type"),
            year=year,
        )
        existing = Organization.objects.filter(registered_on__lte=datetime.date(year, 12, 31))
        rows = existing.exclude(registration_level=RegistrationLevel.PROVINCE).filter(
            Exists(offices), ~Exists(offices.filter(Exists(regimes))), ~Exists(other)
        )
        return as_findings(
            rows,
            subject="pk",
            organization="pk",
            period=Value(str(year)),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(year=Value(year), org_type=F("org_type")),
        )
