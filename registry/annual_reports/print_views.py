"""Printing a report: a page for the browser's printer and PDF/A, for both sides; verifying what is on paper."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from core.access import guards, rate_limits
from core.access.addresses import client_ip
from core.documents import pdf, responses
from core.pages.errors import too_many_requests
from core.workflow.errors import WrongState
from registry.annual_reports import printing
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.annual_reports.own_report import own_report, refused_page
from registry.annual_reports.states import FILLING
from registry.annual_reports.visibility import sees_section

SUBMISSION_LINKS = ("declaration__declared_by", "submitted_by", "department", "withdrawal")
VERIFY_A_MINUTE = 20


def _own(request, pk, round) -> printing.Printout:
    """Round 0 is the draft."""
    report = own_report(request, pk)
    if round == 0:
        return printing.of_draft(report)
    submission = get_object_or_404(report.submissions.select_related(*SUBMISSION_LINKS), round=round)
    return printing.of_submission(report, submission)


@require_GET
@guards.organization("own_reports.view")
def print_own(request, pk, round):
    printout = _own(request, pk, round)
    return _page(request, printout, "org", round)


@require_GET
@guards.organization("own_reports.view")
def pdf_own(request, pk, round):
    printout = _own(request, pk, round)
    if round == 0 and printout.report.state not in FILLING:
        return refused_page(request, printout.report, WrongState("报告已报送，请下载各次报送的PDF。"))
    return _pdf(request, printout, "org", round)


def _filed(request, pk, round) -> printing.Printout:
    reports = AnnualReport.objects.visible_to(request.actor).select_related(
        "form", "obligation__regime", "organization__supervising_authority"
    )
    report = get_object_or_404(reports, pk=pk)
    submission = get_object_or_404(report.submissions.standing().select_related(*SUBMISSION_LINKS), round=round)
    return printing.of_submission(report, submission, lambda key: sees_section(report, key, request.actor))


@require_GET
@guards.staff("annual_reports.view")
def print_filed(request, pk, round):
    return _page(request, _filed(request, pk, round), "staff", round)


@require_GET
@guards.staff("annual_reports.view")
def pdf_filed(request, pk, round):
    return _pdf(request, _filed(request, pk, round), "staff", round)


def _page(request, printout: printing.Printout, side: str, round: int, *, sentence: str = "", status: int = 200):
    args = [printout.report.pk, round]
    context = {
        "printout": printout,
        "sentence": sentence or (str(pdf.PdfUnavailable()) if pdf.missing() else ""),
        "pdf_url": "" if pdf.missing() else reverse(f"{side}:annual_reports:pdf", args=args),
        "back_url": reverse(f"{side}:annual_reports:detail", args=args[:1]),
    }
    return render(request, "registry/annual_reports/print.html", context, status=status)


def _pdf(request, printout: printing.Printout, side: str, round: int):
    try:
        data = printing.as_pdf(printout)
    except pdf.PdfUnavailable as refusal:
        return _page(request, printout, side, round, sentence=str(refusal), status=409)
    return responses.download(data, printout.file_name, "pdf")


@require_safe
@never_cache
@guards.public()
def verify(request, receipt):
    """For who holds the paper: whose report, of which year, filed when, and the hash; never what it says."""
    is_allowed = request.actor.is_signed_in or rate_limits.allow_reading(
        "verify-report", client_ip(request), limit=VERIFY_A_MINUTE, seconds=60
    )
    if not is_allowed:
        return too_many_requests(request)
    found = ReportSubmission.objects.filter(receipt_no=receipt).select_related("report", "withdrawal").first()
    status = 200 if found else 404
    response = render(request, "registry/annual_reports/public_verify.html", {"submission": found}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
