"""Who is told what about annual reports. Queued in the transaction of the act; texts name no party matter."""

import datetime
from collections.abc import Sequence

from core import clock, worklist
from core.notifications import notices
from core.notifications.states import Channel
from core.notifications.templates import NoticeTemplate, register
from core.workdays.calendar import add_workdays
from registry.annual_reports.models import (
    AnnualReport,
    ReportDeclaration,
    ReportingRegime,
    ReportObligation,
    ReportSubmission,
    ReviewOpinion,
)
from registry.annual_reports.queries import legal_representative_seats
from registry.annual_reports.states import Stage
from registry.org_accounts.states import OrgRole

RETURN_WORKDAYS = 3  # to answer an organization that asks for its report back; the bureau's own promise

register(
    NoticeTemplate(
        code="annual_reports.submitted",
        title="{year}年度报告已报送",
        text="回执号{receipt_no}。",
        url_name="org:annual_reports:receipt",
        url_ids=("report", "round"),
    ),
    NoticeTemplate(
        code="annual_reports.first_review_due",
        title="有1份{year}年度报告待初审",
        url_name="staff:report_reviews:detail",
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="annual_reports.first_review_passed",
        title="{year}年度报告初审通过，已转登记管理机关",
        url_name="org:annual_reports:detail",
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="annual_reports.returned",
        title="{year}年度报告退回补正",
        text="请于{fix_due_on}（含当日）前补正并重新报送。",
        url_name="org:annual_reports:detail",
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="annual_reports.withdrawn",
        title="1份{year}年度报告已由报送单位撤回，不必办理",
        url_name="staff:annual_reports:detail",
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="annual_reports.return_asked",
        title="有1份{year}年度报告申请退回修改",
        url_name="staff:annual_reports:detail",
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="annual_reports.declaration_asked",
        title="请确认{year}年度报告，确认后即可报送",
        url_name="org:annual_reports:check",
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="annual_reports.declared",
        title="法定代表人已确认{year}年度报告，可以报送",
        url_name="org:annual_reports:check",
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="annual_reports.reminder",
        title="请报送{year}年度报告",
        text="截止日期{due_on}（含当日）。已在报送途中的请忽略。",
        url_name="org:annual_reports:list",
    ),
    NoticeTemplate(
        code="annual_reports.moved",
        title="{year}年度报告截止日期调整为{due_on}（含当日）",
        text="按登记管理机关的通知调整，遇休息日已顺延。",
        url_name="org:annual_reports:list",
    ),
    NoticeTemplate(
        code="annual_reports.moved_for_offices",
        title="{year}年度报告截止日期调整为{due_on}（含当日）",
        text="按登记管理机关的通知调整，遇休息日已顺延；初审期限随之调整。",
        url_name="staff:annual_reports:list",
    ),
    NoticeTemplate(
        code="annual_reports.accepted",
        title="{year}年度报告已接收",
        url_name="org:annual_reports:detail",
        url_ids=("report",),
    ),
)


def _to_organization(event: str, template: str, report: AnnualReport, *, channels=(Channel.IN_APP,), **ids) -> None:
    notices.queue(
        event,
        template=template,
        recipients=[notices.to_organization(report.organization_id)],
        context_ids={"year": report.year, "report": report.pk, **ids},
        channels=channels,
    )


def submitted(report: AnnualReport, submission: ReportSubmission) -> None:
    _to_organization(
        f"annual_reports.submitted:{submission.pk}",
        "annual_reports.submitted",
        report,
        round=submission.round,
        receipt_no=submission.receipt_no,
    )
    if submission.stage == Stage.FIRST_REVIEW:
        notices.queue(
            f"annual_reports.first_review_due:{submission.pk}",
            template="annual_reports.first_review_due",
            recipients=[notices.to_department(submission.department_id)],
            context_ids={"year": report.year, "report": report.pk},
        )


def first_review_passed(report: AnnualReport, opinion: ReviewOpinion) -> None:
    _to_organization(f"annual_reports.opinion:{opinion.pk}", "annual_reports.first_review_passed", report)


def returned(report: AnnualReport, opinion: ReviewOpinion) -> None:
    _to_organization(
        f"annual_reports.opinion:{opinion.pk}",
        "annual_reports.returned",
        report,
        channels=(Channel.IN_APP, Channel.EMAIL, Channel.SMS),
        fix_due_on=opinion.fix_due_on.isoformat(),
    )


def accepted(report: AnnualReport, opinion: ReviewOpinion) -> None:
    _to_organization(f"annual_reports.opinion:{opinion.pk}", "annual_reports.accepted", report)


def open_fix(report: AnnualReport, opinion: ReviewOpinion) -> None:
    """The organization's item: put right what was returned, by the day the opinion names."""
    worklist.open_item(
        "annual_reports.fix",
        subject=report,
        title=f"{report.year}年度报告退回补正",
        url_name="org:annual_reports:detail",
        organization=report.organization_id,
        due_on=opinion.fix_due_on,
    )


def withdrawn(report: AnnualReport, submission: ReportSubmission) -> None:
    office = submission.department_id or report.competent_department_id
    if office is None:
        return
    notices.queue(
        f"annual_reports.withdrawn:{submission.pk}",
        template="annual_reports.withdrawn",
        recipients=[notices.to_department(office)],
        context_ids={"year": report.year, "report": report.pk},
    )


def return_asked(report: AnnualReport, department_id: int) -> None:
    """An item and a notice for the office that has it; a second request brings the item up to date."""
    worklist.open_item(
        "annual_reports.return_asked",
        subject=report,
        title=f"申请退回{report.year}年度报告：{report.organization.name}",
        url_name="staff:annual_reports:detail",
        department=department_id,
        due_on=add_workdays(clock.today(), RETURN_WORKDAYS),
    )
    notices.queue(
        f"annual_reports.return_asked:{report.pk}:{report.version}:{clock.today():%Y%m%d}",
        template="annual_reports.return_asked",
        recipients=[notices.to_department(department_id)],
        context_ids={"year": report.year, "report": report.pk},
    )


def declaration_asked(report: AnnualReport, declaration: ReportDeclaration) -> None:
    """To her alone; once for a content."""
    users = legal_representative_seats(report.organization_id).values_list("user_id", flat=True)
    worklist.open_item(
        "annual_reports.declare",
        subject=report,
        title=f"确认{report.year}年度报告",
        url_name="org:annual_reports:check",
        organization=report.organization_id,
        role=OrgRole.LEGAL_REPRESENTATIVE,
        due_on=report.obligation.due_on,
    )
    notices.queue(
        f"annual_reports.declaration_asked:{declaration.pk}",
        template="annual_reports.declaration_asked",
        recipients=[notices.to_user(user_id) for user_id in users],
        context_ids={"year": report.year, "report": report.pk},
        channels=(Channel.IN_APP, Channel.EMAIL, Channel.SMS),
    )


def declared(report: AnnualReport, declaration: ReportDeclaration) -> None:
    worklist.close_items(report, "annual_reports.declare")
    if declaration.asked_by_id and declaration.asked_by_id != declaration.declared_by_id:
        notices.queue(
            f"annual_reports.declared:{declaration.pk}",
            template="annual_reports.declared",
            recipients=[notices.to_user(declaration.asked_by_id)],
            context_ids={"year": report.year, "report": report.pk},
        )


def moved(
    regime: ReportingRegime,
    due: datetime.date,
    first: datetime.date | None,
    *,
    organizations: Sequence[int] = (),
    departments: Sequence[int] = (),
) -> None:
    """Each organization and office once for a regime and a pair of days; with e-mail and SMS."""
    event = f"annual_reports.moved:{regime.pk}:{due:%Y%m%d}:{first or ''}"
    context = {"year": regime.year, "due_on": due.isoformat()}
    channels = (Channel.IN_APP, Channel.EMAIL, Channel.SMS)
    owners = [notices.to_organization(pk) for pk in organizations]
    offices = [notices.to_department(pk) for pk in departments]
    notices.queue(event, template="annual_reports.moved", recipients=owners, context_ids=context, channels=channels)
    notices.queue(
        event, template="annual_reports.moved_for_offices", recipients=offices, context_ids=context, channels=channels
    )


def reminder(obligation: ReportObligation) -> bool:
    """Once for an organization, a year and a day; whether it is the first one today."""
    told = notices.queue(
        f"annual_reports.reminder:{obligation.organization_id}:{obligation.year}:{clock.today():%Y%m%d}",
        template="annual_reports.reminder",
        recipients=[notices.to_organization(obligation.organization_id)],
        context_ids={"year": obligation.year, "due_on": obligation.due_on.isoformat()},
        channels=(Channel.IN_APP, Channel.EMAIL, Channel.SMS),
    )
    return bool(told)
