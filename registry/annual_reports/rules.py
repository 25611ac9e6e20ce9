"""Nightly rules on annual reports: pure and set-based, for any day.

N is the year before the day asked about. Overdue reports of earlier years stay overdue: New Year cures nothing.
"""

import datetime
from typing import ClassVar

from django.db.models import Case, CharField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.annual_reports import queries
from registry.annual_reports.models import ReportObligation
from registry.organizations.states import Status

ONE_DAY = datetime.timedelta(days=1)
FILING_ARTICLES = ("associations-28", "service-institutions-23", "foundations-36")
ARRIVAL = ("annual_report_submitted", "annual_report_first_reviewed", "obligation_changed")


def _text(expression) -> Cast:
    return Cast(expression, CharField())


class _FilingRule(Rule):
    """Subjects are organizations that owe a report and are in ordinary standing on that day."""

    subject_kind = "organization"
    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value]}

    def owing(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        statuses = version.params.get("statuses", self.default_params["statuses"])
        known = ReportObligation.objects.filter(year__lt=as_of.year)
        return queries.of_organizations_with_status(queries.owed(known, as_of), as_of, statuses)

    def of_organizations(self, rows: QuerySet, version: RuleVersion, *, due_on: str, period=None, **evidence):
        return as_findings(
            rows,
            subject="organization_id",
            organization="organization_id",
            period=period if period is not None else _text("year"),
            due_on=due_on,
            severity=version.severity,
            evidence=JSONObject(year=F("year"), due_on=_text(due_on), **evidence),
        )


class ReportDueSoon(_FilingRule):
    code = "AR-01"
    title = "年度报告即将到期"
    explanation = (
        "应报送上一年度报告、尚未报送任何单位的社会组织，在首个截止日期（有初审的为初审截止，否则为报送截止）"
        "前{days_before}日各提醒一次；错过的提醒不补发，只发最近的一次。"
    )
    default_severity = Severity.INFO
    default_params: ClassVar[dict] = {**_FilingRule.default_params, "days_before": [30, 15, 7, 1]}
    param_labels: ClassVar[dict[str, str]] = {"days_before": "截止前几日各提醒一次"}
    legal_sources = FILING_ARTICLES
    told = ("ORG",)
    settled_by = ARRIVAL

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        steps = sorted(version.params.get("days_before", self.default_params["days_before"]))
        rows = self.owing(as_of, version).filter(year=as_of.year - 1)
        rows = queries.not_submitted(queries.due_from(rows, as_of), as_of)
        rows = queries.with_dates(rows, as_of).annotate(
            first_date=Coalesce("first_due_then", "due_then"),
        )
        rows = rows.filter(first_date__lte=as_of + steps[-1] * ONE_DAY)
        step = Case(
            *(When(first_date__lte=as_of + k * ONE_DAY, then=Value(k)) for k in steps), output_field=IntegerField()
        )
        period = Concat(_text("year"), Value("/"), _text(step))
        return self.of_organizations(rows, version, due_on="first_date", period=period, days_before=step)


class FirstReviewOverdue(_FilingRule):
    code = "AR-02"
    title = "年度报告初审逾期未报"
    explanation = "须先经初审的，初审截止日期已过，仍未向任何单位报送年度报告。报送（含直接报送）之日起解除。"
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = _FilingRule.default_params
    legal_sources = FILING_ARTICLES
    told = ("ORG", "SUP", "REG")
    settled_by = ARRIVAL

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = queries.first_due_before(self.owing(as_of, version), as_of)
        rows = queries.with_dates(queries.not_submitted(rows, as_of), as_of)
        return self.of_organizations(rows, version, due_on="first_due_then")


class ReportOverdue(_FilingRule):
    code = "AR-04"
    title = "年度报告逾期未报送"
    explanation = (
        "报送截止日期已过，年度报告尚未到达登记管理机关，且不属于初审单位办理迟延"
        "（截止日期前已交初审、退回后已按期补正的，视为初审单位原因）。建议按活动异常名录第1种情形核查。"
    )
    default_severity = Severity.HIGH
    default_params: ClassVar[dict] = {**_FilingRule.default_params, "proposes": "ABN-1"}
    legal_sources = (*FILING_ARTICLES, "credit-11")
    told = ("ORG", "SUP", "REG", "PTY")
    settled_by = ARRIVAL

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = queries.not_filed(queries.due_before(self.owing(as_of, version), as_of), as_of)
        rows = queries.with_dates(queries.not_waiting_for_reviewer(rows, as_of), as_of)
        return self.of_organizations(rows, version, due_on="due_then", original_due_on=_text("original_due_on"))


class FixOverdue(Rule):
    code = "AR-05"
    title = "年度报告退回后逾期未补正"
    explanation = "年度报告退回补正，补正期限（含当日）已过，仍未重新报送。"
    subject_kind = "report"
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value], "fix_workdays": 5}
    is_design = True
    told = ("ORG", "SUP")
    settled_by = ARRIVAL

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        statuses = version.params.get("statuses", self.default_params["statuses"])
        owing = queries.of_organizations_with_status(
            queries.owed(ReportObligation.objects.all(), as_of), as_of, statuses
        )
        rows = queries.unanswered_returns(as_of).filter(fix_due_on__lt=as_of, submission__report__obligation__in=owing)
        return as_findings(
            rows,
            subject="submission__report_id",
            organization="submission__report__organization_id",
            period=Concat(_text("submission__report__year"), Value("/"), _text("submission__round")),
            due_on="fix_due_on",
            severity=version.severity,
            evidence=JSONObject(
                year=F("submission__report__year"), round=F("submission__round"), due_on=_text("fix_due_on")
            ),
        )
