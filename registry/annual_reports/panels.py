"""The tab 年度报告 of the organization page."""

from core.access import guards
from registry.annual_reports.tables import ReportList, row_url, stage_pair
from registry.organizations.frame import organization_or_404, respond

TAB = "staff:annual_reports:of_organization"


@guards.staff("annual_reports.view")
def of_organization(request, pk):
    organization = organization_or_404(request.actor, pk)
    rows = ReportList().queryset(request.actor).filter(organization=organization).order_by("-year")
    years = [{"row": row, "url": row_url(row), "stage": stage_pair(row)} for row in rows]
    return respond(
        request, organization, tab=TAB, template="registry/annual_reports/panel.html", context={"years": years}
    )
