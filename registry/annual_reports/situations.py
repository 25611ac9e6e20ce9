"""What annual reports lend to the organization page and list."""

import dataclasses
import datetime

from django.db.models import Q
from django.urls import reverse

from core import clock
from core.workflow.errors import WrongState
from registry.annual_reports import queries
from registry.annual_reports.actions import reminders
from registry.annual_reports.filing_situations import filing_choices, with_filing
from registry.annual_reports.models import ReportObligation, ReportSubmission, ReviewOpinion
from registry.annual_reports.states import OpinionKind
from registry.annual_reports.tables import REMIND as REMIND_REPORT
from registry.annual_reports.tables import responsible
from registry.organizations.owed import WAITING, Step
from registry.organizations.situations import Situation

LINKS = ("report", "organization__business_supervisor", "organization__industry_department")


def _season(day: datetime.date):
    return ReportObligation.objects.filter(year=day.year - 1)


def _choices(day: datetime.date) -> list[tuple[str, str]]:
    return [(value, f"{day.year - 1}年度：{label}") for value, label in filing_choices()]


def _apply(rows, value: str, day: datetime.date):
    return rows.filter(pk__in=with_filing(_season(day), value, day).values("organization"))


def _owed_report(organization) -> ReportObligation:
    """The earliest one that can be reminded of; raises WrongState where nothing is owed."""
    rows = ReportObligation.objects.filter(organization=organization, regime__opens_on__lte=clock.today())
    found = queries.owed(rows, clock.today()).select_related("organization__supervising_authority", *LINKS)
    obligation = found.order_by("year").first()
    if obligation is None:
        raise WrongState("没有应报未报的年度报告，无须催报。")
    return obligation


def _check_remind(organization, actor) -> None:
    reminders.check_remind(_owed_report(organization), actor)


def _remind(organization, *, actor) -> None:
    reminders.remind(_owed_report(organization), actor=actor)


REMIND = dataclasses.replace(REMIND_REPORT, key="remind_report", verb=_remind, check=_check_remind)
filing_this_season = Situation("filing", "本年度年报情况", _choices, _apply)


def timeline(organization, day: datetime.date) -> list[dict]:
    """Submissions and opinions up to `day`; two queries."""
    entries, end = [], clock.end_of(day)
    sent = ReportSubmission.objects.standing_on(day).filter(report__organization=organization)
    sent = sent.select_related("report").defer("content").in_bulk()  # a report's content is long and not shown here
    for one in sent.values():
        title = f"{one.report.year}年度报告第{one.round}次报送（{one.get_stage_display()}）"
        entries.append({"title": title, "at": one.submitted_at, "text": f"回执 {one.receipt_no}", "tone": ""})
    opinions = ReviewOpinion.objects.filter(submission__in=sent, at__lt=end).select_related("department")
    for one in opinions:
        tone = "warning" if one.kind == OpinionKind.RETURNED else ""
        title = f"{sent[one.submission_id].report.year}年度报告{one.get_kind_display()}"
        who = one.department.name if one.department else ""
        entries.append({"title": title, "at": one.at, "text": one.comment, "tone": tone, "who": who})
    blank = {"who": "", "url": "", "is_day": False}
    return [{**blank, **entry} for entry in entries]


# -- what is owed ----------------------------------------------------------------------------------------------------


def owed(organization, day: datetime.date) -> list[Step]:
    """Every report not filed or lying returned on `day`, earliest year first. Two queries."""
    rows = queries.owed(ReportObligation.objects.filter(organization=organization, regime__opens_on__lte=day), day)
    open_ones = Q(pk__in=queries.not_filed(rows, day).values("pk")) | Q(fix_due_on__isnull=False)
    rows = queries.with_fix_due(rows, day).filter(open_ones).select_related(*LINKS)
    waiting = set(queries.at_first_reviewer(rows, day).values_list("pk", flat=True))
    return [_step(row, day, is_waiting=row.pk in waiting) for row in rows.order_by("year")]


def _step(row: ReportObligation, day: datetime.date, *, is_waiting: bool) -> Step:
    report = getattr(row, "report", None)
    pages = {
        "staff_url": reverse("staff:annual_reports:detail", args=[report.pk])
        if report
        else reverse("staff:annual_reports:owed", args=[row.pk]),
        "org_url": reverse("org:annual_reports:detail", args=[report.pk])
        if report
        else reverse("org:annual_reports:list"),
    }
    if is_waiting:
        office = responsible(row) or "初审单位"
        text = "报告已送初审，本组织无需再办；初审通过后自动转登记管理机关。"
        return Step(f"{row.year}年度工作报告：等待初审", text, who=office, rank=WAITING, **pages)
    if row.fix_due_on:
        title, due, text = f"补正{row.year}年度工作报告", row.fix_due_on, "按退回意见修改后重新报送。"
    else:
        title, due, text = f"报送{row.year}年度工作报告", row.due_on, "填写并报送；平台已知的内容会预先填好。"
    late = due < day
    return Step(title, f"已逾期。{text}" if late else text, due_on=due, against=late, **pages)
