"""Staff: what of a report is public, every version that ever was, publishing again, ordering a correction."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.refusal import Refusal
from registry.annual_reports.models import AnnualReport
from registry.report_publications import actions
from registry.report_publications.forms import CorrectionForm, PublishForm
from registry.report_publications.public import reports_of, versions_of

PAGE = "staff:report_publications:detail"


def _report(request, pk) -> AnnualReport:
    rows = AnnualReport.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "obligation", "form"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("annual_reports.view")
def detail(request, pk):
    return _page(request, _report(request, pk))


def _page(request, report: AnnualReport, *, publish_form=None, correction_form=None, refusal="", status=200):
    steps = {step.name for step in report.machine.available(report, request.actor)}
    public = reports_of([report.organization], clock.today(), with_figures=True).get(report.organization_id, [])
    context = {
        "report": report,
        "organization": report.organization,
        "versions": versions_of(report),
        "public": next((one for one in public if one.year == report.year and one.published_on), None),
        "may_publish": "publish" in steps,
        "may_correct": "open_correction" in steps and report.publications.exists(),
        "publish_form": publish_form or PublishForm(),
        "correction_form": correction_form or CorrectionForm(),
        "refusal": refusal,
    }
    return render(request, "registry/report_publications/staff_detail.html", context, status=status)


@require_POST
@guards.staff("annual_reports.announce")
def publish(request, pk):
    report, form = _report(request, pk), PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, report, publish_form=form, status=422)
    try:
        actions.publish(report, actor=request.actor, basis=form.cleaned_data["basis"])
    except Refusal as refusal:
        return _page(request, _report(request, pk), publish_form=form, refusal=str(refusal), status=409)
    messages.success(request, "已公布，公众可以在该组织的公开页面查看可以公开的内容。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("annual_reports.allow_correction")
def open_correction(request, pk):
    report, form = _report(request, pk), CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, report, correction_form=form, status=422)
    try:
        actions.open_correction(report, actor=request.actor, reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        return _page(request, _report(request, pk), correction_form=form, refusal=str(refusal), status=409)
    messages.success(request, "已通知该组织更正，原公布的内容在更正公布之前不变。")
    return redirect(PAGE, pk=pk)
