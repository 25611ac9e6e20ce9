"""Taking back, asking back, and the mark from which on taking back is over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import guards
from core.refusal import Refusal
from registry.annual_reports.actions import withdrawing
from registry.annual_reports.models import AnnualReport


def _report(request, pk) -> AnnualReport:
    reports = AnnualReport.objects.visible_to(request.actor).select_related(
        "obligation__regime", "organization__business_supervisor", "organization__industry_department",
        "organization__supervising_authority",
    )  # fmt: skip
    return get_object_or_404(reports, pk=pk)


def _refused(request, report: AnnualReport, refusal: Refusal):
    context = {"report": report, "sentence": str(refusal)}
    return render(request, "registry/annual_reports/org_refused.html", context, status=409)


@require_POST
@guards.organization("own_reports.submit")
def withdraw(request, pk):
    report = _report(request, pk)
    try:
        withdrawing.withdraw(report, actor=request.actor, reason=request.POST.get("comment", ""))
    except Refusal as refusal:
        return _refused(request, report, refusal)
    messages.success(request, "已撤回，可以修改后重新报送。")
    return redirect("org:annual_reports:detail", pk=pk)


@require_POST
@guards.organization("own_reports.submit")
def ask_return(request, pk):
    report = _report(request, pk)
    try:
        withdrawing.ask_return(report, actor=request.actor, reason=request.POST.get("comment", ""))
    except Refusal as refusal:
        return _refused(request, report, refusal)
    messages.success(request, "已申请退回，审查人员处理后会通知您。")
    return redirect("org:annual_reports:detail", pk=pk)


@require_POST
@guards.staff("annual_reports.view")
def opened(request, pk):
    """Sent by the review page as soon as it is shown; by hand where scripts do not run. A decision does the same."""
    report = _report(request, pk)
    withdrawing.mark_opened(report, actor=request.actor)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect("staff:report_reviews:detail", pk=pk)


def hand_back(report: AnnualReport, actor) -> dict:
    """What the organization may do with a report that lies with a reviewer: `withdraw`, `ask`, or what was asked."""
    try:
        withdrawing.check_withdraw(report)
    except withdrawing.AlreadyOpened as refusal:
        found = {"may_withdraw": False, "sentence": str(refusal), "asked": withdrawing.asked(report), "may_ask": True}
    except Refusal:
        return {}
    else:
        found = {"may_withdraw": True}
    return found if actor.can("own_reports.submit") else {}
