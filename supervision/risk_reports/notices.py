"""Who is told. No text names a body, a place, a reporter or a kind: the page behind the link does."""

from core.notifications import notices
from core.notifications.states import Channel
from core.notifications.templates import NoticeTemplate, register
from supervision.risk_reports.models import RiskReport
from supervision.risk_reports.states import Urgency

_PAGE = {"url_name": "staff:risk_reports:detail", "url_ids": ("risk_report",)}
register(
    NoticeTemplate(code="risk_reports.arrived", title="您有1条待办", text="请登录平台查看。", **_PAGE),
    NoticeTemplate(code="risk_reports.late", title="您有1条待办已到期", text="请登录平台查看。", **_PAGE),
    NoticeTemplate(code="risk_reports.answered", title="您报送的情况有了结果", text="请登录平台查看。", **_PAGE),
    NoticeTemplate(code="risk_reports.added", title="您有1条待办", text="有补充情况，请登录平台查看。", **_PAGE),
)


def arrived(report: RiskReport, step: int) -> None:
    """To the office where it lies now; urgent ones also reach the telephones of its people."""
    channels = (Channel.IN_APP, Channel.SMS) if report.urgency == Urgency.URGENT else (Channel.IN_APP,)
    _tell("arrived", report, step, notices.to_department(report.office_id), channels)


def late(report: RiskReport, step: int) -> None:
    _tell("late", report, step, notices.to_department(report.office_id))


def answered(report: RiskReport, step: int) -> None:
    """To the reporter: every step that changes what she reads."""
    if report.reporter_id:
        _tell("answered", report, step, notices.to_user(report.reporter_id))


def added(report: RiskReport, note: int) -> None:
    _tell("added", report, note, notices.to_department(report.office_id))


def _tell(what: str, report: RiskReport, step: int, to, channels=(Channel.IN_APP,)) -> None:
    notices.queue(
        f"risk_reports.{what}:{step}", template=f"risk_reports.{what}", recipients=[to],
        context_ids={"risk_report": report.pk}, channels=channels,
    )  # fmt: skip
