"""The queue of a reviewer, the conclusions made, and what party organs were asked."""

from django.db.models import DateField, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html

from core import clock
from core.listing import BulkAction, Column, ListPage, Sort
from core.pages.templatetags.portal import iso_date, workdays_left
from core.worklist.models import WorkItem
from registry.annual_reports.models import AnnualReport, ReportObligation
from registry.annual_reports.states import State
from registry.report_reviews import queries
from registry.report_reviews.actions import deciding
from registry.report_reviews.filters import (
    STEPS,
    ConclusionFilters,
    OpinionFilters,
    QueueFilters,
    waiting_for,
)
from registry.report_reviews.models import ConclusionWithdrawal, PartyOpinion, ReportConclusion, SampledReport

QUEUE = 2000  # how far the place of a report in the queue is counted
KINDS = ("annual_reports.first_review", "annual_reports.review", "report_reviews.conclude", "report_reviews.confirm")
WORDS = {
    State.SUBMITTED_FIRST_REVIEW: ("待初审", "info"),
    State.SUBMITTED_FINAL: ("待审核接收", "info"),
    State.ACCEPTED: ("待作结论", "warning"),
    State.EXAMINED: ("待审定结论", "warning"),
}


def queue(actor):
    """The seat's reports with their clocks. `opinion_id` is set where the organ speaks of its part alone."""
    office = actor.department_id
    items = WorkItem.objects.open().filter(
        object_type=AnnualReport._meta.label, object_id=OuterRef("pk"), department=office, kind__in=KINDS
    )
    asked = PartyOpinion.objects.waiting().filter(submission__report=OuterRef("pk"), department=office)
    due = Coalesce(
        Subquery(items.values("due_on")[:1]), Subquery(asked.values("due_on")[:1]), output_field=DateField()
    )
    reports = waiting_for(AnnualReport.objects.visible_to(actor), actor)
    return reports.select_related(
        "organization__supervising_authority", "organization__business_supervisor", "obligation__regime"
    ).annotate(
        due_on=due,
        waits_since=Coalesce(Subquery(items.values("opened_at")[:1]), "sent_at"),
        opinion_id=Subquery(asked.values("pk")[:1]),
        is_sampled=Exists(SampledReport.objects.filter(report=OuterRef("pk"), is_chosen=True)),
        is_direct=Exists(queries.past_the_reviewer()),
    )


def row_url(row) -> str:
    if is_part_only(row):
        return reverse("staff:report_reviews:party", args=[row.opinion_id])
    return reverse("staff:report_reviews:detail", args=[row.pk])


def is_part_only(row) -> bool:
    """The office was asked for its part, and the report itself waits for another."""
    return row.opinion_id is not None and row.state not in (State.SUBMITTED_FIRST_REVIEW,)


def step_pair(row) -> tuple[str, str]:
    if row.opinion_id is not None:
        return dict(STEPS)["party"], "info"
    return WORDS.get(row.state, (row.get_state_display(), "neutral"))


def _due(row) -> str:
    return format_html("{} {}", iso_date(row.due_on), workdays_left(row.due_on)) if row.due_on else ""


def _found(row) -> tuple[str, str] | None:
    if row.digest_of != row.last_id:
        return "尚未核对", "neutral"
    return (f"{row.finding_count} 处提示", "warning") if row.finding_count else None


def _marks(row) -> str:
    marks = []
    if row.last_round and row.last_round > 1:
        marks.append(f"第{row.last_round}次报送")
    if row.is_direct:
        marks.append("未经初审")
    if row.is_sampled:
        marks.append("抽中全面审查")
    return "、".join(marks)


ACCEPT = BulkAction(
    "accept_clean",
    "接收无问题报告",
    "annual_reports.receive",
    deciding.accept_clean,
    deciding.check_accept_clean,
    undo=deciding.withdraw_acceptance,
    explained="只接收没有提示、已经初审、参加过抽取且未被抽中的报告；其余的须逐份审查。一天内可以撤销。",
)
CONCLUDE = BulkAction(
    "conclude_clean",
    "作出合格结论",
    "annual_reports.examine",
    deciding.conclude_clean,
    deciding.check_conclude_clean,
    explained="只对已接收、没有提示的报告作出合格结论，每份各编文号并通知组织。结论作出后不能成批撤销。",
)


class QueueList(ListPage):
    url_name = "staff:report_reviews:list"
    bulk = (ACCEPT, CONCLUDE)
    title = "年报审查"
    lead = "等待本单位办理的年度报告，最急的在前。"
    unit = "份"
    filters = QueueFilters
    template = "registry/report_reviews/staff_list.html"
    columns = (
        Column("organization", "社会组织", value="organization.name", kind="title", url=row_url,
               sub=lambda row: f"{row.year}年度 · {row.organization.get_org_type_display()}", sort="name", width=36),
        Column("step", "环节", value=step_pair, kind="badge"),
        Column("due_on", "时限", value=_due, sort="due", width=22),
        Column("waits_since", "等待自", kind="moment", sort="waiting"),
        Column("found", "提示", value=_found, kind="badge"),
        Column("marks", "情形", value=_marks, width=24),
    )  # fmt: skip
    sorts = (
        Sort("due", "时限", ("due_on", "organization__pinyin", "id"), nullable=("due_on",)),
        Sort("waiting", "等待自", ("waits_since", "id"), nullable=("waits_since",)),
        Sort("name", "名称", ("organization__pinyin", "-year", "id")),
    )
    empty_title = "没有等待办理的报告"
    empty_text = "组织报送、初审转来或需要作结论的报告会列在这里。"

    def row_label(self, row) -> str:
        return f"{row.organization.name} {row.year}年度"

    def extra_context(self, request) -> dict:
        return {
            "may_sample": request.actor.can("annual_reports.receive"),
            "empty_offices": empty_offices(request.actor),
        }

    def queryset(self, actor):
        return queue(actor)


def empty_offices(actor) -> list[str]:
    """Told to an authority: first reviewers with nobody in a post, in the season that is open."""
    if not actor.can("annual_reports.receive"):
        return []
    owed = ReportObligation.objects.owed().filter(
        year=clock.today().year - 1, organization__supervising_authority=actor.department_id
    )
    return [f"{office.name}（{count}份）" for office, count in queries.offices_without_people(owed)]


def neighbours(actor, report: AnnualReport) -> dict:
    """Where the report stands in the seat's queue: place, count, the one before and the one after. One query."""
    rows = list(queue(actor).order_by("due_on", "organization__pinyin", "pk")[:QUEUE])
    urls = [(row.pk, row_url(row)) for row in rows]
    places = [place for place, (pk, _) in enumerate(urls) if pk == report.pk]
    place = places[0] if places else None
    others = [url for pk, url in urls if pk != report.pk]
    return {
        "place": place + 1 if place is not None else None,
        "count": len(urls),
        "previous": urls[place - 1][1] if place else "",
        "following": urls[place + 1][1] if place is not None and place + 1 < len(urls) else "",
        "first_other": others[0] if others else "",
    }


WITHDRAWN = ("已撤回", "neutral")


class ConclusionList(ListPage):
    url_name = "staff:report_reviews:conclusions"
    title = "年检结论"
    unit = "份"
    filters = ConclusionFilters
    columns = (
        Column("organization", "社会组织", value="organization.name", kind="title",
               url=lambda row: reverse("staff:report_reviews:detail", args=[row.report_id]), sort="name", width=36),
        Column("year", "年度", value=lambda row: str(row.report.year), width=8),
        Column("value", "结论", value="value_pair", kind="badge"),
        Column("document_no", "文号", kind="code", url="staff:report_reviews:conclusion_letter", width=28),
        Column("concluded_on", "作出日期", kind="date", sort="on"),
        Column("rectification", "整改", value=lambda row: _rectification(row), kind="badge"),
        Column("rectify_due", "整改期限", value=lambda row: _rectify_due(row), kind="date"),
        Column("withdrawn", "撤回", value=lambda row: WITHDRAWN if row.is_withdrawn else None, kind="badge"),
        Column("uscc", "统一社会信用代码", value="organization.uscc", kind="code", shown=False, width=22),
    )  # fmt: skip
    sorts = (
        Sort("on", "作出日期", ("-concluded_on", "id")),
        Sort("name", "名称", ("organization__pinyin", "id")),
    )
    empty_title = "还没有作出年检结论"
    empty_text = "实行年度检查的年度，接收后的报告在这里记载结论。"

    def queryset(self, actor):
        rows = ReportConclusion.objects.visible_to(actor).select_related(
            "organization__supervising_authority", "report", "rectification"
        )
        return rows.annotate(is_withdrawn=Exists(ConclusionWithdrawal.objects.filter(conclusion=OuterRef("pk"))))


def _rectification(row) -> tuple[str, str] | None:
    made = getattr(row, "rectification", None)
    return (made.get_state_display(), made.state_tone) if made else None


def _rectify_due(row):
    made = getattr(row, "rectification", None)
    return made.due_on if made else None


class OpinionList(ListPage):
    url_name = "staff:report_reviews:opinions"
    title = "党建内容同步审核"
    lead = "年度报告党建部分由党建工作机构同步审核，各有期限；逾期未复的不影响报告办理。"
    unit = "件"
    filters = OpinionFilters
    columns = (
        Column("organization", "社会组织", value="submission.report.organization.name", kind="title",
               url=lambda row: reverse("staff:report_reviews:detail", args=[row.submission.report_id]), width=36),
        Column("year", "年度", value=lambda row: str(row.submission.report.year), width=8),
        Column("department", "审核单位", value="department.name", width=24),
        Column("state", "状态", kind="badge"),
        Column("verdict", "意见", value="get_verdict_display"),
        Column("due_on", "期限", kind="date", sort="due"),
        Column("given_at", "出具时间", kind="moment", phone=False),
    )  # fmt: skip
    sorts = (Sort("due", "期限", ("-due_on", "id")),)
    empty_title = "没有同步审核事项"
    empty_text = "年报规则要求党建内容同步审核的年度，组织报送后会列在这里。"

    def queryset(self, actor):
        rows = PartyOpinion.objects.visible_to(actor)
        return rows.select_related("submission__report__organization", "department")
