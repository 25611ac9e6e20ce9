"""The organization's own page about a review: letters, opinions, conclusion, rectification."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import guards
from core.refusal import Refusal
from core.worklist.models import WorkItem
from registry.annual_reports.models import AnnualReport
from registry.report_forms.schema import schema_of
from registry.report_reviews import documents, queries
from registry.report_reviews.actions import party, rectifications
from registry.report_reviews.drawing import draw
from registry.report_reviews.forms import RectificationForm
from registry.report_reviews.models import FixNotice, PartyOpinion, ReportConclusion, ReportRectification
from registry.report_reviews.states import PartyState, Verdict

DETAIL = "org:report_reviews:detail"


@guards.organization("own_reports.view")
def detail(request, pk):
    return _page(request, _report(request, pk))


def _report(request, pk) -> AnnualReport:
    rows = AnnualReport.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("form", "organization", "obligation__regime"), pk=pk)


def _page(request, report: AnnualReport, *, form=None, status: int = 200):
    given = PartyOpinion.objects.visible_to(request.actor).filter(
        submission__report=report, state=PartyState.GIVEN, verdict=Verdict.COMMENTS
    )
    conclusion = queries.conclusion_of(report)
    rectification = ReportRectification.objects.filter(conclusion=conclusion).first() if conclusion else None
    steps = (
        {step.name for step in rectification.machine.available(rectification, request.actor)} if rectification else ()
    )
    context = {
        "report": report,
        "letters": report.fix_notices.select_related("department"),
        "opinions": [_read(one, report) for one in given.select_related("department", "submission")],
        "conclusion": conclusion,
        "withdrawn": report.reportconclusions.filter(withdrawal__isnull=False).select_related("withdrawal"),
        "rectification": rectification,
        "form": form or (RectificationForm() if "report_rectification" in steps else None),
    }
    return render(request, "registry/report_reviews/org_detail.html", context, status=status)


def _read(opinion: PartyOpinion, report: AnnualReport) -> dict:
    is_open = WorkItem.objects.open().of(opinion, party.READ_ITEM).exists()
    return {
        "opinion": opinion,
        "is_open": is_open,
        "remarks": documents.lines(schema_of(report.form), opinion.remarks),
    }


@require_POST
@guards.organization("own_reports.view")
def seen(request, pk):
    """`pk` is the opinion's."""
    rows = PartyOpinion.objects.visible_to(request.actor).filter(state=PartyState.GIVEN)
    opinion = get_object_or_404(rows.select_related("submission"), pk=pk)
    party.seen(opinion, actor=request.actor)
    return redirect(DETAIL, pk=opinion.submission.report_id)


@require_POST
@guards.organization("own_reports.submit")
def report_rectification(request, pk):
    """`pk` is the rectification's."""
    rows = ReportRectification.objects.visible_to(request.actor)
    row = get_object_or_404(rows.select_related("conclusion__report", "organization__supervising_authority"), pk=pk)
    form = RectificationForm(request.POST)
    if not form.is_valid():
        return _page(request, _report(request, row.conclusion.report_id), form=form, status=422)
    try:
        rectifications.report(row, actor=request.actor, text=form.cleaned_data["text"])
        messages.success(request, "整改情况已报送。")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(DETAIL, pk=row.conclusion.report_id)


@guards.organization("own_reports.view")
def fix_letter(request, pk):
    rows = FixNotice.objects.visible_to(request.actor).select_related("department", "report__organization")
    notice = get_object_or_404(rows, pk=pk)
    return draw(request, documents.fix(notice), back=(DETAIL, notice.report_id))


@guards.organization("own_reports.view")
def conclusion_letter(request, pk):
    rows = ReportConclusion.objects.visible_to(request.actor)
    row = get_object_or_404(rows.select_related("organization", "report", "department", "rectification"), pk=pk)
    return draw(request, documents.conclusion(row), back=(DETAIL, row.report_id))


@guards.organization("own_reports.view")
def rectification_letter(request, pk):
    rows = ReportRectification.objects.visible_to(request.actor).exclude(ordered_at=None)
    row = get_object_or_404(rows.select_related("organization", "conclusion__report", "conclusion__department"), pk=pk)
    return draw(request, documents.rectification(row), back=(DETAIL, row.conclusion.report_id))
