"""Annual reports on the home page: of the organization that owes them, and of the offices that review them."""

import datetime

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.home.cards import Card, Day, Headline, Line, Number
from core.obligations.models import ObligationState
from registry.annual_reports import queries
from registry.annual_reports.models import ReportObligation
from registry.annual_reports.progress import Progress
from registry.annual_reports.states import FILLING, State

SHOWN = 4
OVERDUE_SHOWN = 10
READING_TOTALS = {"bureau_leader", "leader_in_charge", "auditor"}  # they read totals, not names beside a fault
TONES = {
    State.DRAFT: "info",
    State.RETURNED: "danger",
    State.SUBMITTED_FIRST_REVIEW: "info",
    State.SUBMITTED_FINAL: "ok",
    State.ACCEPTED: "ok",
    State.EXAMINED: "ok",
    State.CONCLUDED: "ok",
    State.PUBLISHED: "ok",
    State.CORRECTING: "warning",
}


def _owed(actor: Actor):
    """What one's own organization owes or has sent, latest year first; `counts_on` is the date that counts now."""
    today = clock.today()
    rows = ReportObligation.objects.visible_to(actor).owed().filter(regime__opens_on__lte=today)
    rows = queries.with_fix_due(rows, today).annotate(counts_on=Coalesce("fix_due_on", "due_on"))
    return rows.select_related("report__form", "report__organization").order_by("-year")


def _first(actor: Actor) -> ReportObligation | None:
    """The report to write or to put right that is due first; else the latest one. Two queries at most."""
    rows = _owed(actor)
    to_do = Q(state=ObligationState.OPEN, report=None) | Q(report__state__in=FILLING)
    return rows.filter(to_do).order_by("counts_on", "pk").first() or rows.filter(report__isnull=False).first()


def own(actor: Actor) -> Card | None:
    """Deadlines, returned reports and receipts of one's own organization. Two queries."""
    if not actor.is_organization_side or not actor.can("own_reports.view"):
        return None
    return _card("年度报告", _owed(actor))


def others(actor: Actor) -> Card | None:
    """The reports below the one that the headline draws, where there are any. Four queries."""
    if not actor.is_organization_side or not actor.can("own_reports.view"):
        return None
    first = _first(actor)
    if first is None:
        return own(actor)
    card = _card("其他年度的报告", _owed(actor).exclude(pk=first.pk))
    return card if card.lines else None


def _card(title: str, rows) -> Card:
    url = reverse("org:annual_reports:list")
    return Card(
        title,
        lines=tuple(_line(row, url) for row in rows.prefetch_related("report__submissions")[:SHOWN]),
        more_url=url,
        more_label="全部年度",
        empty="目前没有需要报送的年度报告。",
    )


def overdue(actor: Actor) -> Card | None:
    """Organizations of the seat with an overdue report of whatever year, by name; nobody else's. Two queries."""
    if not actor.is_staff_side or not actor.can("annual_reports.view") or actor.role in READING_TOTALS:
        return None
    rows = queries.overdue(ReportObligation.objects.visible_to(actor), clock.today())
    count = rows.count()
    first = rows.select_related("organization").order_by("-due_on", "organization__pinyin", "pk")[:OVERDUE_SHOWN]
    return Card(
        f"年度报告逾期未报（{count}份）" if count else "年度报告逾期未报",
        lines=tuple(
            Line(
                row.organization.name,
                reverse("staff:organizations:detail", args=[row.organization_id]),
                note=f"{row.year}年度，{row.due_on:%Y-%m-%d}截止",
                due_on=row.due_on,
            )
            for row in first
        ),
        more_url=f"{reverse('staff:annual_reports:list')}?filing=overdue" if count else "",
        more_label=f"全部{count}份" if count > OVERDUE_SHOWN else "查看名单",
        empty="您负责的社会组织没有逾期未报的年度报告。",
    )


def tiles(actor: Actor) -> list[Number]:
    """What lies with reviewers, as far as the seat sees. One count per step the seat takes part in."""
    steps = [
        ("年报待初审", State.SUBMITTED_FIRST_REVIEW, "annual_reports.first_review"),
        ("年报待接收", State.SUBMITTED_FINAL, "annual_reports.receive"),
        ("年报退回补正中", State.RETURNED, "annual_reports.receive"),
    ]
    url = reverse("staff:annual_reports:list")
    rows = ReportObligation.objects.visible_to(actor)
    return [
        Number(label, f"{count:,}", f"{url}?stage={state}" if count else "", "份")
        for label, state, permission in steps
        if actor.is_staff_side and actor.can(permission)
        for count in (rows.filter(report__state=state).count(),)
    ]


def due_days(actor: Actor, first: datetime.date, last: datetime.date) -> list[Day]:
    """The days on which reports of the seat's organizations are due and not yet in. One query."""
    may_see = actor.can("own_reports.view" if actor.is_organization_side else "annual_reports.view")
    if not may_see:
        return []
    due = ReportObligation.objects.visible_to(actor).open().filter(due_on__range=(first, last))
    rows = queries.not_submitted(due, first)
    counted = rows.values_list("year", "due_on").annotate(Count("pk")).order_by("due_on", "year")
    return [Day(due_on, f"{year}年度报告截止，{number}份未报") for year, due_on, number in counted]


def headline(actor: Actor) -> Headline | None:
    """The organization's own report that is due first: what is missing and the button. About eight queries."""
    if not actor.is_organization_side or not actor.can("own_reports.view"):
        return None
    row = _first(actor)
    if row is None:
        return None
    report = getattr(row, "report", None)
    if report is None:
        return Headline(
            f"{row.year}年度工作报告",
            row.due_on,
            "还没有开始填报。",
            action="开始填报",
            url=reverse("org:annual_reports:list"),
        )
    return _half_done(row, report, actor) if report.state in FILLING else _sent(row, report)


def _half_done(row: ReportObligation, report, actor: Actor) -> Headline:
    progress = Progress(report)
    missing = tuple((one.section.title, one.label) for one in progress.sections if not one.is_complete)
    is_returned = report.state == State.RETURNED
    text = _returned(report) if is_returned else f"还有 {progress.left} 处要填写或核对。"
    address = "detail" if progress.left or is_returned else "check"
    action = "去补正" if is_returned else "继续填报" if progress.left else "检查并报送"
    return Headline(
        f"{row.year}年度工作报告",
        row.counts_on,
        text if progress.left or is_returned else "已经填好，检查后即可报送。",
        missing,
        action if actor.can("own_reports.fill") else "",
        reverse(f"org:annual_reports:{address}", args=[report.pk]),
    )


def _returned(report) -> str:
    """How many remarks there are and what the reviewer wrote."""
    opinion = queries.last_return(report)
    remarks = f"，共 {len(opinion.remarks)} 项意见" if opinion and opinion.remarks else ""
    words = opinion.comment if opinion and opinion.comment else "请修改后重新报送。"
    return f"已退回补正{remarks}。{words}"


def _sent(row: ReportObligation, report) -> Headline:
    """Nothing to do: where the report is and its receipt."""
    last = report.submissions.select_related("department").last()
    sent_on = clock.date_of(last.submitted_at)
    where = {
        State.SUBMITTED_FIRST_REVIEW: f"正由{last.department or '初审单位'}初审，通过后自动转登记管理机关。",
        State.SUBMITTED_FINAL: "登记管理机关正在审核。",
    }.get(report.state, "登记管理机关已接收，本年度无需再办。")
    return Headline(
        f"{row.year}年度工作报告",
        None,
        f"{sent_on.year}年{sent_on.month}月{sent_on.day}日报送，回执号 {last.receipt_no}。{where}",
        action="查看回执",
        url=reverse("org:annual_reports:receipt", args=[report.pk, last.round]),
        standing=report.get_state_display(),
    )


def _line(row: ReportObligation, list_url: str) -> Line:
    report = getattr(row, "report", None)
    title = f"{row.year}年度报告"
    if report is None:
        return Line(title, list_url, "尚未开始填报", row.due_on, badge="未填报", tone="warning", action="开始填报")
    submissions = list(report.submissions.all())
    note = f"回执号 {submissions[-1].receipt_no}" if submissions else ""
    is_open = report.state in FILLING
    return Line(
        title,
        reverse("org:annual_reports:detail", args=[report.pk]),
        note,
        row.counts_on if is_open else None,
        badge=report.get_state_display(),
        tone=TONES[report.state],
        action=("修改" if report.state == State.RETURNED else "继续填报") if is_open else "",
    )
