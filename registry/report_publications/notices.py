"""Who is told what about published reports."""

from core.notifications import notices
from core.notifications.states import Channel
from core.notifications.templates import NoticeTemplate, register
from registry.annual_reports.models import AnnualReport
from registry.report_publications.models import ReportPublication

register(
    NoticeTemplate(
        code="report_publications.published",
        title="{year}年度报告已公布",
        text="公布的内容可在本组织的公开页面查看；发现有误的，可以申请更正。",
        url_name="org:annual_reports:detail",
        url_ids=("report",),
    ),
    NoticeTemplate(
        code="report_publications.correction_opened",
        title="{year}年度报告可以更正",
        text="请修改后重新报送。原公布的内容在更正公布之前不变。",
        url_name="org:annual_reports:detail",
        url_ids=("report",),
    ),
)


def published(publication: ReportPublication) -> None:
    notices.queue(
        f"report_publications.published:{publication.pk}",
        template="report_publications.published",
        recipients=[notices.to_organization(publication.organization_id)],
        context_ids={"year": publication.report.year, "report": publication.report_id},
    )


def correction_opened(report: AnnualReport) -> None:
    notices.queue(
        f"report_publications.correction_opened:{report.pk}:{report.version}",
        template="report_publications.correction_opened",
        recipients=[notices.to_organization(report.organization_id)],
        context_ids={"year": report.year, "report": report.pk},
        channels=(Channel.IN_APP, Channel.EMAIL, Channel.SMS),
    )
