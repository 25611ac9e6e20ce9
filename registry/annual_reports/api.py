"""Annual reports for other systems: who owed which report by when, and where it stands. Never what was reported."""

from django.db.models import Exists, OuterRef, Subquery
from rest_framework import serializers

from core import clock
from core.api.resources import DetailApi, ListApi
from core.obligations.models import ChangeKind, ObligationState
from registry.annual_reports import queries
from registry.annual_reports.filters import ReportFilters
from registry.annual_reports.models import ReportObligation, ReportSubmission, ReviewOpinion
from registry.annual_reports.states import ConclusionValue, OpinionKind, Stage, State
from registry.organizations.states import OrgType


class ReportRow(serializers.Serializer):
    """Facts of the procedure. Left out on purpose: every answer and amount of the report (its publication has rules of
    its own), all party items, who filed or reviewed, opinions and reasons (free text may name a person).
    """

    id = serializers.IntegerField(help_text="年度报告义务编号：一家组织一个年度一条，尚未填报的也有")
    organization_id = serializers.IntegerField(help_text="社会组织编号")
    uscc = serializers.CharField(help_text="统一社会信用代码；尚未赋码的为空")
    organization_name = serializers.CharField(help_text="社会组织现用名称")
    org_type = serializers.ChoiceField(OrgType.choices, help_text="组织类型")
    year = serializers.IntegerField(help_text="报告年度，例如 2025（在 2026 年报送）")
    obligation_state = serializers.ChoiceField(ObligationState.choices, help_text="义务的现状")
    report_state = serializers.ChoiceField(State.choices, allow_null=True, help_text="报告的现状；null 为尚未开始")
    first_due_on = serializers.DateField(allow_null=True, help_text="初审截止日期，含当日；不经初审的为 null")
    due_on = serializers.DateField(help_text="报送截止日期，含当日")
    original_due_on = serializers.DateField(help_text="原定报送截止日期")
    first_submitted_at = serializers.DateTimeField(allow_null=True, help_text="首次报送时间（初审单位或登记管理机关）")
    last_submitted_at = serializers.DateTimeField(allow_null=True, help_text="最近一次报送时间")
    accepted_at = serializers.DateTimeField(allow_null=True, help_text="登记管理机关接收的时间；未接收为 null")
    conclusion = serializers.ChoiceField(
        ConclusionValue.choices, allow_null=True, help_text="年检结论；实行年度报告的年度和未作结论的为 null"
    )
    is_overdue = serializers.BooleanField(help_text="逾期未报（不含初审单位迟延）")
    is_late = serializers.BooleanField(help_text="首次报送晚于报送截止日期")


class SubmissionRow(serializers.Serializer):
    round = serializers.IntegerField(help_text="第几次报送")
    stage = serializers.ChoiceField(Stage.choices, help_text="报送对象")
    submitted_at = serializers.DateTimeField(help_text="报送时间")
    due_on = serializers.DateField(help_text="当时适用的截止日期，含当日")
    is_late = serializers.BooleanField(help_text="首次报送晚于该截止日期；补正后再次报送的不算")


class DueChangeRow(serializers.Serializer):
    kind = serializers.ChoiceField(ChangeKind.choices, help_text="变更种类")
    decided_on = serializers.DateField(help_text="决定日期")
    previous_due_on = serializers.DateField(help_text="变更前的报送截止日期")
    due_on = serializers.DateField(help_text="变更后的报送截止日期")


class ReportDetail(ReportRow):
    submissions = SubmissionRow(many=True, help_text="各次报送，由早到晚")
    changes = DueChangeRow(many=True, help_text="期限变更、免除，由早到晚")


def _moment(value) -> str | None:
    return value.astimezone(clock.SHANGHAI).isoformat(timespec="seconds") if value else None


def _day(value) -> str | None:
    return value.isoformat() if value else None


def as_json(row: ReportObligation) -> dict:
    report = getattr(row, "report", None)
    return {
        "id": row.pk,
        "organization_id": row.organization_id,
        "uscc": row.organization.uscc,
        "organization_name": row.organization.name,
        "org_type": row.organization.org_type,
        "year": row.year,
        "obligation_state": row.state,
        "report_state": report.state if report else None,
        "first_due_on": _day(row.first_due_then),
        "due_on": row.due_then.isoformat(),
        "original_due_on": row.original_due_on.isoformat(),
        "first_submitted_at": _moment(row.first_submitted_at),
        "last_submitted_at": _moment(row.last_submitted_at),
        "accepted_at": _moment(row.accepted_at),
        "conclusion": row.conclusion,
        "is_overdue": row.is_overdue,
        "is_late": row.is_late,
    }


def _submission(row: ReportSubmission) -> dict:
    return {
        "round": row.round,
        "stage": row.stage,
        "submitted_at": _moment(row.submitted_at),
        "due_on": row.deadline.isoformat(),
        "is_late": row.is_late,
    }


def _change(row) -> dict:
    return {
        "kind": row.kind,
        "decided_on": row.decided_on.isoformat(),
        "previous_due_on": row.previous_due_on.isoformat(),
        "due_on": row.due_on.isoformat(),
    }


EXAMPLE = {
    "id": 5001,
    "organization_id": 1024,
    "uscc": "51379900MJE1234567",
    "organization_name": "霁川市茶文化协会",
    "org_type": "1",
    "year": 2025,
    "obligation_state": "satisfied",
    "report_state": "accepted",
    "first_due_on": "2026-03-31",
    "due_on": "2026-06-01",
    "original_due_on": "2026-06-01",
    "first_submitted_at": "2026-03-20T10:12:00+08:00",
    "last_submitted_at": "2026-04-02T15:40:00+08:00",
    "accepted_at": "2026-04-20T09:00:00+08:00",
    "conclusion": None,
    "is_overdue": False,
    "is_late": False,
}
SENT = {
    "round": 1,
    "stage": "first_review",
    "submitted_at": "2026-03-20T10:12:00+08:00",
    "due_on": "2026-03-31",
    "is_late": False,
}


class _Reports:
    permission = "annual_reports.view"
    tag = "annual-reports"
    day_parameter = "on"
    day_help = (
        "截至日期：截止日期、报送和接收时间、逾期与否按该日当时的情况返回，filing 也按该日筛选；"
        "obligation_state、report_state 和组织的名称、代码始终是现状。不填为今天。"
    )

    def queryset(self, actor, day):
        same = ReportObligation.objects.filter(pk=OuterRef("pk"))
        sent = ReportSubmission.objects.standing_on(day).filter(report__obligation=OuterRef("pk"))
        accepted = ReviewOpinion.objects.filter(
            submission__report__obligation=OuterRef("pk"), kind=OpinionKind.ACCEPTED, at__lt=clock.end_of(day)
        )
        made = queries.conclusions(day, obligation=OuterRef("pk")).order_by("-reportconclusions__decided_at")
        rows = ReportObligation.objects.visible_to(actor).select_related("organization", "report")
        return queries.with_dates(rows, day).annotate(
            first_submitted_at=Subquery(sent.order_by("round").values("submitted_at")[:1]),
            last_submitted_at=Subquery(sent.order_by("-round").values("submitted_at")[:1]),
            accepted_at=Subquery(accepted.order_by("-at").values("at")[:1]),
            conclusion=Subquery(made.values("reportconclusions__value")[:1]),
            is_overdue=Exists(queries.overdue(same, day)),
            is_late=Exists(queries.sent_late(queries.submitted(same, day), day)),
        )


class ReportListApi(_Reports, ListApi):
    summary = "年度报告义务与报送情况"
    row, example = ReportRow, EXAMPLE
    filters = ReportFilters
    parameter_types = {"year": int}

    def as_json(self, row):
        return as_json(row)


class ReportApi(_Reports, DetailApi):
    summary = "一份年度报告义务"
    row, example = ReportDetail, {**EXAMPLE, "submissions": [SENT], "changes": []}
    lookup_help = "年度报告义务编号"

    def complete(self, rows, day):
        for row in rows:
            sent = ReportSubmission.objects.standing_on(day).filter(report__obligation=row)
            row.sent = list(sent.order_by("round"))
            row.moved = list(row.changes.filter(decided_on__lte=day))

    def as_json(self, row):
        found = as_json(row)
        found["submissions"] = [_submission(one) for one in row.sent]
        found["changes"] = [_change(one) for one in row.moved]
        return found
