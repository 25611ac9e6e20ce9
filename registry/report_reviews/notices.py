"""Who is told what about the review of reports. Texts name no body beside a fault and no party matter."""

from core.notifications import notices
from core.notifications.states import Channel
from core.notifications.templates import NoticeTemplate, register
from registry.report_reviews.models import PartyOpinion, ReportConclusion, ReportRectification

PAGE = "org:report_reviews:detail"
LOUD = (Channel.IN_APP, Channel.EMAIL, Channel.SMS)

register(
    NoticeTemplate(
        code="report_reviews.party_due",
        title="有1份{year}年度报告待审核",
        text="请于{due_on}（含当日）前出具意见。",
        url_name="staff:report_reviews:party",
        url_ids=("opinion",),
    ),
    NoticeTemplate(
        code="report_reviews.party_silent",
        title="有1份{year}年度报告逾期未审核，已记录",
        url_name="staff:report_reviews:party",
        url_ids=("opinion",),
    ),
    NoticeTemplate(
        code="report_reviews.opinion",
        title="{year}年度报告有一项审核意见，请查看",
        url_name=PAGE,
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="report_reviews.concluded",
        title="{year}年度检查结论已作出",
        text="请查看结论通知书。",
        url_name=PAGE,
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="report_reviews.conclusion_withdrawn",
        title="{year}年度检查结论已撤回，将重新作出",
        url_name=PAGE,
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="report_reviews.acceptance_withdrawn",
        title="{year}年度报告的接收已撤回，仍在审核",
        url_name="org:annual_reports:detail",
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="report_reviews.rectification_ordered",
        title="请按通知完成{year}年度检查整改",
        text="整改期限至{due_on}（含当日）。",
        url_name=PAGE,
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="report_reviews.rectification_sent_back",
        title="{year}年度检查整改情况已退回，请继续整改",
        url_name=PAGE,
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="report_reviews.rectification_finished",
        title="{year}年度检查整改已确认完成",
        url_name=PAGE,
        url_ids=("report",),
    ),
)


def _tell_organization(event: str, template: str, report, *, channels=(Channel.IN_APP,), **ids) -> None:
    notices.queue(
        f"report_reviews.{event}",
        template=f"report_reviews.{template}",
        recipients=[notices.to_organization(report.organization_id)],
        context_ids={"year": report.year, "report": report.pk, **ids},
        channels=channels,
    )


def _tell_organ(event: str, opinion: PartyOpinion, **ids) -> None:
    notices.queue(
        f"report_reviews.{event}:{opinion.pk}",
        template=f"report_reviews.{event}",
        recipients=[notices.to_department(opinion.department_id)],
        context_ids={"year": opinion.submission.report.year, "opinion": opinion.pk, **ids},
    )


def party_due(opinion: PartyOpinion) -> None:
    _tell_organ("party_due", opinion, due_on=opinion.due_on.isoformat())


def party_silent(opinion: PartyOpinion) -> None:
    _tell_organ("party_silent", opinion)


def party_given(opinion: PartyOpinion) -> None:
    _tell_organization(f"opinion:{opinion.pk}", "opinion", opinion.submission.report)


def concluded(conclusion: ReportConclusion) -> None:
    _tell_organization(f"concluded:{conclusion.pk}", "concluded", conclusion.report, channels=LOUD)


def conclusion_withdrawn(conclusion: ReportConclusion) -> None:
    _tell_organization(f"withdrawn:{conclusion.pk}", "conclusion_withdrawn", conclusion.report, channels=LOUD)


def acceptance_withdrawn(report, opinion_id: int) -> None:
    _tell_organization(f"acceptance_withdrawn:{opinion_id}", "acceptance_withdrawn", report)


def rectification(row: ReportRectification, what: str) -> None:
    """`what`: ordered, sent_back, finished."""
    ids = {"due_on": row.due_on.isoformat()} if what == "ordered" else {}
    event = f"rectification:{row.pk}:{what}:{row.version}"
    _tell_organization(event, f"rectification_{what}", row.conclusion.report, channels=LOUD, **ids)
