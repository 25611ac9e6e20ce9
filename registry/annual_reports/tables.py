"""The list of reports for staff: columns, sorts, export."""

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from core import clock
from core.listing import BulkAction, Column, ListPage, Sort
from core.obligations.models import ObligationState
from registry.annual_reports import queries
from registry.annual_reports.actions import reminders
from registry.annual_reports.filters import ReportFilters
from registry.annual_reports.models import ReportObligation, ReportSubmission
from registry.annual_reports.states import State

TONES = {
    State.DRAFT: "neutral",
    State.SUBMITTED_FIRST_REVIEW: "info",
    State.RETURNED: "warning",
    State.SUBMITTED_FINAL: "info",
    State.ACCEPTED: "ok",
    State.EXAMINED: "info",
    State.CONCLUDED: "ok",
    State.PUBLISHED: "ok",
    State.CORRECTING: "warning",
}


def report_of(row: ReportObligation):
    return getattr(row, "report", None)


def row_url(row: ReportObligation) -> str:
    report = report_of(row)
    if report is not None:
        return reverse("staff:annual_reports:detail", args=[report.pk])
    return reverse("staff:annual_reports:owed", args=[row.pk])


def stage_pair(row: ReportObligation) -> tuple[str, str]:
    report = report_of(row)
    if row.state in queries.RELEASED:
        return ("免报" if row.state == ObligationState.EXEMPT else row.get_state_display()), "neutral"
    if report is None:
        return "未开始", "neutral"
    return report.get_state_display(), TONES[report.state]


def late_pair(row: ReportObligation) -> tuple[str, str] | None:
    return ("逾期未报", "danger") if row.is_overdue else None


def responsible(row: ReportObligation) -> str:
    organization = row.organization
    office = organization.business_supervisor or organization.industry_department
    return office.name if office else ""


def _first_date(row: ReportObligation) -> str:
    return f"初审 {row.first_due_on:%Y-%m-%d}" if row.first_due_on else ""


REMIND = BulkAction(
    "remind",
    "催报提醒",
    "annual_reports.remind",
    reminders.remind,
    reminders.check_remind,
    explained="向每家组织的经办人各发一条站内消息，短信和邮件只写“您有1条待办”。同一组织、同一年度每天最多一条。",
)


class ReportList(ListPage):
    url_name = "staff:annual_reports:list"
    bulk = (REMIND,)
    title = "年度报告"
    unit = "份"
    filters = ReportFilters
    columns = (
        Column(
            "organization", "社会组织", value="organization.name", kind="title", url=row_url,
            sub=lambda row: row.organization.get_org_type_display(), sort="name", width=36,
        ),
        Column("year", "年度", value=lambda row: str(row.year), sort="year", width=8),
        Column("due_on", "截止日期", kind="date", sub=_first_date, sort="due"),
        Column("stage", "状态", kind="badge", value=stage_pair),
        Column("late", "逾期", kind="badge", value=late_pair, width=12),
        Column("responsible", "责任单位", value=responsible, width=24),
        Column("first_sent_at", "首次报送", kind="moment", phone=False),
        Column("receipt_no", "最近回执", kind="code", shown=False, width=24),
        Column("uscc", "统一社会信用代码", value="organization.uscc", kind="code", shown=False, width=22),
        Column("reason", "免报或变更原因", shown=False, width=36),
    )  # fmt: skip
    sorts = (
        Sort("year", "年度", ("-year", "organization__pinyin", "id")),
        Sort("name", "名称", ("organization__pinyin", "-year", "id")),
        Sort("due", "截止日期", ("due_on", "organization__pinyin", "id")),
    )
    export_permission = "annual_reports.export"
    export_url_name = "staff:annual_reports:export"
    template = "registry/annual_reports/staff_list.html"
    empty_title = "还没有年度报告义务"
    empty_text = "开启某一年度的年度报告后，应报单位会在这里列出。"
    empty_action = ("staff:annual_reports:years", "开启年度报告", "annual_reports.open_year")

    def row_label(self, row) -> str:
        return f"{row.organization.name} {row.year}年度"

    def queryset(self, actor):
        today = clock.today()
        sent = ReportSubmission.objects.standing().filter(report__obligation=OuterRef("pk"))
        late = queries.overdue(ReportObligation.objects.filter(pk=OuterRef("pk")), today)
        return (
            ReportObligation.objects.visible_to(actor)
            .select_related(
                "organization__business_supervisor",
                "organization__industry_department",
                "organization__supervising_authority",
                "report",
            )
            .annotate(
                first_sent_at=Subquery(sent.order_by("round").values("submitted_at")[:1]),
                receipt_no=Subquery(sent.order_by("-round").values("receipt_no")[:1]),
                is_overdue=Exists(late),
            )
        )

    def extra_context(self, request) -> dict:
        return {"may_open": request.actor.can("annual_reports.open_year")}
