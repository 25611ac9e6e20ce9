"""What annual reports lend to the organization page and list."""

import datetime

from core import clock
from registry.annual_reports.filters import FILING, with_filing
from registry.annual_reports.models import ReportObligation, ReportSubmission, ReviewOpinion
from registry.annual_reports.states import OpinionKind
from registry.organizations.situations import Situation


def _season(day: datetime.date):
    return ReportObligation.objects.filter(year=day.year - 1)


def _choices(day: datetime.date) -> list[tuple[str, str]]:
    return [(value, f"{day.year - 1}年度：{label}") for value, label in FILING]


def _apply(rows, value: str, day: datetime.date):
    return rows.filter(pk__in=with_filing(_season(day), value, day).values("organization"))


filing_this_season = Situation("filing", "本年度年报情况", _choices, _apply)


def timeline(organization, day: datetime.date) -> list[dict]:
    """Submissions and opinions up to `day`; two queries."""
    entries, end = [], clock.end_of(day)
    sent = ReportSubmission.objects.filter(report__organization=organization, submitted_at__lt=end)
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
