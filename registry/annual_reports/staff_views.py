"""Staff: the list, and the record of one report beside last year's; it is reviewed on a page of its own."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from core import exports
from core.access import guards
from registry.annual_reports import prefill
from registry.annual_reports.actions import review, withdrawing
from registry.annual_reports.attachment_kinds import kinds_of
from registry.annual_reports.attachment_views import filed_files
from registry.annual_reports.comparison import Comparison
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.annual_reports.tables import ReportList
from registry.annual_reports.visibility import sees_section
from registry.report_forms.schema import schema_of


@guards.staff("annual_reports.view")
def list_reports(request):
    return ReportList().respond(request)


@require_POST
@guards.staff("annual_reports.export")
def export(request):
    return exports.export(ReportList(), request)


def _report(request, pk) -> AnnualReport:
    reports = AnnualReport.objects.visible_to(request.actor).select_related(
        "form", "obligation__regime", "organization__supervising_authority", "organization__business_supervisor",
        "organization__industry_department",
    )  # fmt: skip
    return get_object_or_404(reports, pk=pk)


@guards.staff("annual_reports.view")
def detail(request, pk):
    """What was filed, never the draft. `?round=` shows an earlier submission."""
    return _page(request, _report(request, pk))


def _page(request, report: AnnualReport):
    submissions = list(
        report.submissions.standing()
        .select_related("submitted_by", "department")
        .prefetch_related("opinions__department")
    )
    chosen = _chosen(submissions, request.GET.get("round", ""))
    blocks = _blocks(report, submissions, chosen) if chosen else []
    context = {
        "report": report,
        "obligation": report.obligation,
        "submissions": submissions[::-1],
        "chosen": chosen,
        "blocks": [block for block in blocks if sees_section(report, block.section.key, request.actor)],
        "may_review": bool(chosen) and _review_steps(report, request.actor),
        "files": filed_files(chosen, kinds_of(report.obligation.regime, report.organization)) if chosen else [],
        "must_open": withdrawing.must_open(report, request.actor),
        "return_asked": withdrawing.asked(report),
    }
    return render(request, "registry/annual_reports/staff_detail.html", context)


def _chosen(submissions: list[ReportSubmission], wanted: str) -> ReportSubmission | None:
    for submission in submissions:
        if str(submission.round) == wanted:
            return submission
    return submissions[-1] if submissions else None


def _blocks(report: AnnualReport, submissions, chosen: ReportSubmission) -> list:
    place = submissions.index(chosen)
    previous = submissions[place - 1] if place else None
    opinions = [remark for opinion in chosen.opinions.all() for remark in opinion.remarks]
    remarks = {remark["field"]: remark["text"] for remark in opinions}
    comparison = Comparison(schema_of(report.form), chosen, previous, prefill.last_year(report))
    return comparison.blocks(remarks)


def _review_steps(report: AnnualReport, actor) -> bool:
    """Whether this seat has something to decide about the report: the page of its review is where it does."""
    names = {step.name for step in report.machine.available(report, actor)}
    if names & {"accept", "conclude", "propose_conclusion", "confirm_conclusion"}:
        return True
    return "pass_first_review" in names and review.is_first_reviewer(report, actor)
