"""What every page of the organization's own report begins with."""

from django.shortcuts import get_object_or_404, render

from core.refusal import Refusal
from registry.annual_reports.models import AnnualReport


def own_report(request, pk) -> AnnualReport:
    """Raises Http404 for a report the seat does not see."""
    reports = AnnualReport.objects.visible_to(request.actor).select_related(
        "form", "obligation__regime", "organization__business_supervisor", "organization__industry_department",
        "organization__supervising_authority",
    )  # fmt: skip
    return get_object_or_404(reports, pk=pk)


def refused_page(request, report: AnnualReport, refusal: Refusal):
    """The refusal in its own words beside the way back to the report; nothing was written."""
    context = {"report": report, "sentence": str(refusal)}
    return render(request, "registry/annual_reports/org_refused.html", context, status=409)
