"""Who is told what about requests; no text says whose they are or why."""

from core.notifications import notices
from core.notifications.states import Channel
from core.notifications.templates import NoticeTemplate, register
from registry.report_requests.models import ReportRequest
from registry.report_requests.states import RequestState

register(
    NoticeTemplate(
        code="report_requests.consent_asked",
        title="有1件{year}年度报告延期申请待出具意见",
        url_name="staff:report_requests:detail",
        url_ids=("request",),
    ),
    NoticeTemplate(
        code="report_requests.granted",
        title="{year}年度报告的申请已同意",
        text="决定日期{decided_on}，详情见申请页面。",
        url_name="org:report_requests:detail",
        url_ids=("request",),
    ),
    NoticeTemplate(
        code="report_requests.refused",
        title="{year}年度报告的申请不予同意",
        text="决定日期{decided_on}，理由见申请页面。原截止日期和已作的决定不变。",
        url_name="org:report_requests:detail",
        url_ids=("request",),
    ),
)


def consent_asked(request: ReportRequest) -> None:
    notices.queue(
        f"report_requests.consent_asked:{request.pk}",
        template="report_requests.consent_asked",
        recipients=[notices.to_department(request.department_id)],
        context_ids={"year": request.obligation.year, "request": request.pk},
    )


def decided(request: ReportRequest) -> None:
    is_granted = request.state == RequestState.GRANTED
    notices.queue(
        f"report_requests.decided:{request.pk}",
        template="report_requests.granted" if is_granted else "report_requests.refused",
        recipients=[notices.to_organization(request.organization_id)],
        context_ids={
            "year": request.obligation.year, "request": request.pk, "decided_on": request.decided_on.isoformat()
        },
        channels=(Channel.IN_APP, Channel.EMAIL, Channel.SMS),
    )  # fmt: skip
