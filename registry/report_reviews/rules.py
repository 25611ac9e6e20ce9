"""Nightly rules on reviewers: a first review that does not come, a conclusion that is not made, an order not written.

Pure and set-based, for any day; how they speak of working days: the latest day whose period has run out is counted
back once, in Python, and compared with in the database.
"""

import datetime
from typing import ClassVar

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject, TruncDate

from core import clock
from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.annual_reports import queries
from registry.annual_reports.deadlines import last_day_before
from registry.annual_reports.models import ReportObligation, ReportSubmission
from registry.annual_reports.states import ReportMode, Stage
from registry.organizations.states import Status
from registry.report_reviews.models import ReportConclusion, ReportRectification
from registry.report_reviews.states import FAULTY

ONE_DAY = datetime.timedelta(days=1)
REVIEWED = ("annual_report_first_reviewed", "annual_report_returned", "annual_report_submitted",
            "annual_report_withdrawn", "obligation_changed")  # fmt: skip


def _text(expression) -> Cast:
    return Cast(expression, CharField())


class _ReviewRule(Rule):
    subject_kind = "report"
    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value]}
    is_design = True

    def value(self, version: RuleVersion, name: str):
        return version.params.get(name, self.default_params[name])

    def owing(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        owed = queries.owed(ReportObligation.objects.all(), as_of)
        return queries.of_organizations_with_status(owed, as_of, self.value(version, "statuses"))


class FirstReviewSilent(_ReviewRule):
    code = "AR-03"
    title = "年度报告初审超期"
    explanation = (
        "报告已送初审，初审单位既未通过也未退回：自送达起满{most_workdays}个工作日，或者距报送截止不足{spare_days}日"
        "（但至少给初审单位{least_workdays}个工作日）。责任在初审单位，不影响组织按时报送的认定。报送截止日期过后升为高。"
    )
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {
        **_ReviewRule.default_params, "least_workdays": 5, "most_workdays": 20, "spare_days": 5,
    }  # fmt: skip
    param_labels: ClassVar[dict[str, str]] = {
        "least_workdays": "至少给初审单位几个工作日",
        "most_workdays": "最多给初审单位几个工作日",
        "spare_days": "距报送截止不足几日",
    }
    legal_sources = ("associations-28", "service-institutions-23")
    told = ("SUP", "LEAD", "REG")
    settled_by = REVIEWED

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        waiting = queries.at_first_reviewer(self.owing(as_of, version), as_of)
        latest = ReportSubmission.objects.standing_on(as_of).filter(report__obligation=OuterRef("pk"))
        latest = latest.filter(stage=Stage.FIRST_REVIEW).order_by("-round")
        rows = queries.with_dates(waiting, as_of).annotate(
            sent_at=Subquery(latest.values(day=TruncDate("submitted_at", tzinfo=clock.SHANGHAI))[:1]),
            sent_round=Subquery(latest.values("round")[:1]),
        )
        least = last_day_before(as_of, self.value(version, "least_workdays"))
        most = last_day_before(as_of, self.value(version, "most_workdays"))
        near = as_of + self.value(version, "spare_days") * ONE_DAY  # final date − spare < as_of
        rows = rows.filter(Q(sent_at__lte=most) | Q(due_then__lt=near), sent_at__lte=least)
        return as_findings(
            rows,
            subject="report",
            organization="organization_id",
            period=Concat(_text("year"), Value("/"), _text("sent_round")),
            due_on="due_then",
            severity=Case(
                When(due_then__lt=as_of, then=Value(Severity.HIGH.value)),
                default=Value(version.severity),
                output_field=CharField(),
            ),
            evidence=JSONObject(year=F("year"), sent_on=_text("sent_at"), due_on=_text("due_then")),
        )


class NotConcluded(_ReviewRule):
    code = "AR-06"
    title = "年度检查结论逾期未作出"
    explanation = (
        "实行年度检查的年度，报告已到登记管理机关且未退回，结论作出期限"
        "（未规定的为次年{conclude_by[0]}月{conclude_by[1]}日）已过，仍未作出结论。"
    )
    default_severity = Severity.LOW
    default_params: ClassVar[dict] = {**_ReviewRule.default_params, "conclude_by": [9, 30]}
    param_labels: ClassVar[dict[str, str]] = {"conclude_by": "结论作出期限（次年月、日）"}
    told = ("REG", "LEAD")
    settled_by = (
        "annual_report_concluded",
        "annual_report_returned",
        "annual_report_withdrawn",
        "conclusion_withdrawn",
    )

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        returned = queries.unanswered_returns(as_of).filter(submission__report__obligation=OuterRef("pk"))
        concluded = ReportConclusion.objects.standing(as_of).filter(report__obligation=OuterRef("pk"))
        rows = queries.filed(self.owing(as_of, version), as_of).filter(
            ~Exists(returned), ~Exists(concluded), regime__mode=ReportMode.INSPECTION
        )
        month, day = self.value(version, "conclude_by")
        by_rule = [
            When(year=year, then=Value(datetime.date(year + 1, month, day)))
            for year in range(as_of.year - 30, as_of.year + 1)
        ]
        rows = rows.annotate(
            conclude_by=Coalesce("regime__conclude_due", Case(*by_rule, output_field=DateField()))
        ).filter(conclude_by__lt=as_of)
        return as_findings(
            rows,
            subject="report",
            organization="organization_id",
            period=_text("year"),
            due_on="conclude_by",
            severity=version.severity,
            evidence=JSONObject(year=F("year"), due_on=_text("conclude_by")),
        )


class NotOrdered(_ReviewRule):
    code = "AR-09"
    title = "年检不合格、基本合格后未下达整改通知"
    explanation = "结论为不合格，或者基本合格而有情形的，自作出之日起{order_workdays}个工作日内未下达整改通知书。"
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {**_ReviewRule.default_params, "order_workdays": 10}
    param_labels: ClassVar[dict[str, str]] = {"order_workdays": "结论后几个工作日内责令改正"}
    told = ("REG",)
    settled_by = ("rectification_moved", "conclusion_withdrawn", "annual_report_concluded")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        end = clock.end_of(as_of)
        ordered = ReportRectification.objects.filter(conclusion=OuterRef("pk")).filter(
            Q(ordered_at__lt=end) | Q(finished_at__lt=end)
        )
        run_out = last_day_before(as_of, self.value(version, "order_workdays"))
        rows = ReportConclusion.objects.standing(as_of).filter(
            ~Exists(ordered), report__obligation__in=self.owing(as_of, version), value__in=FAULTY,
            concluded_on__lte=run_out,
        )  # fmt: skip
        return as_findings(
            rows.exclude(grounds=[]),
            subject="report_id",
            organization="organization_id",
            period=_text("report__year"),
            due_on="concluded_on",
            severity=version.severity,
            evidence=JSONObject(year=F("report__year"), concluded_on=_text("concluded_on")),
        )
