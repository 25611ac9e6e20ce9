"""Staff: conclusions, the second person, taking one back, rectification."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core.access import guards
from core.refusal import Refusal
from registry.report_forms.schema import schema_of
from registry.report_reviews import documents
from registry.report_reviews.actions import conclusions, rectifications
from registry.report_reviews.drawing import draw
from registry.report_reviews.forms import CommentForm, ConclusionForm, WithdrawForm
from registry.report_reviews.models import ReportConclusion, ReportRectification
from registry.report_reviews.staff_views import page, report_or_404
from registry.report_reviews.tables import ConclusionList

DETAIL = "staff:report_reviews:detail"


@guards.staff("annual_reports.view")
def list_conclusions(request):
    return ConclusionList().respond(request)


def _judge(request, pk, verb, done: str):
    report = report_or_404(request, pk)
    form = ConclusionForm(request.POST, report=report, schema=schema_of(report.form))
    if not form.is_valid():
        return page(request, report, conclusion_form=form, status=422)
    try:
        verb(report, form.judgement(), actor=request.actor, version=form.cleaned_data["version"])
    except Refusal as refusal:
        return page(request, report_or_404(request, pk), conclusion_form=form, refusal=str(refusal), status=409)
    messages.success(request, f"“{report.organization.name}”{report.year}年度{done}。")
    return redirect(DETAIL, pk=pk)


@require_POST
@guards.staff("annual_reports.examine")
def conclude(request, pk):
    return _judge(request, pk, conclusions.conclude, "年检结论已作出")


@require_POST
@guards.staff("annual_reports.examine")
def propose(request, pk):
    return _judge(request, pk, conclusions.propose, "结论已拟定，待另一人审定")


@require_POST
@guards.staff("annual_reports.confirm_conclusion")
def confirm(request, pk):
    report = report_or_404(request, pk)
    version = int(request.POST.get("version") or 0)
    try:
        conclusions.confirm(report, actor=request.actor, version=version)
    except Refusal as refusal:
        return page(request, report_or_404(request, pk), refusal=str(refusal), status=409)
    messages.success(request, "结论已审定，结论通知书已发出。")
    return redirect(DETAIL, pk=pk)


@require_POST
@guards.staff("annual_reports.confirm_conclusion")
def send_back(request, pk):
    report = report_or_404(request, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return page(request, report, comment_form=form, status=422)
    try:
        conclusions.send_back(
            report, actor=request.actor, version=form.cleaned_data["version"] or 0,
            comment=form.cleaned_data["comment"],
        )  # fmt: skip
    except Refusal as refusal:
        return page(request, report_or_404(request, pk), comment_form=form, refusal=str(refusal), status=409)
    messages.success(request, "已退回重拟。")
    return redirect(DETAIL, pk=pk)


@require_POST
@guards.staff("annual_reports.confirm_conclusion")
def withdraw(request, pk):
    report = report_or_404(request, pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return page(request, report, withdraw_form=form, status=422)
    try:
        conclusions.withdraw(report, actor=request.actor, **form.cleaned_data)
    except Refusal as refusal:
        return page(request, report_or_404(request, pk), withdraw_form=form, refusal=str(refusal), status=409)
    messages.success(request, "结论已撤回，请重新作出。")
    return redirect(DETAIL, pk=pk)


@guards.staff("annual_reports.view")
def conclusion_letter(request, pk):
    rows = ReportConclusion.objects.visible_to(request.actor)
    row = get_object_or_404(rows.select_related("organization", "report", "department", "rectification"), pk=pk)
    return draw(request, documents.conclusion(row), back=(DETAIL, row.report_id))


# -- rectification ---------------------------------------------------------------------------------------------------


def _rectification(request, pk) -> ReportRectification:
    rows = ReportRectification.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("organization__supervising_authority", "conclusion__report"), pk=pk)


@guards.staff("annual_reports.view")
def rectification_letter(request, pk):
    row = _rectification(request, pk)
    return draw(request, documents.rectification(row), back=(DETAIL, row.conclusion.report_id))


def _move(request, pk, verb, done: str, **given):
    row = _rectification(request, pk)
    try:
        verb(row, actor=request.actor, **given)
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(DETAIL, pk=row.conclusion.report_id)


@require_POST
@guards.staff("annual_reports.examine")
def order_rectification(request, pk):
    return _move(request, pk, rectifications.order, "整改通知书已下达。")


@require_POST
@guards.staff("annual_reports.examine")
def send_back_rectification(request, pk):
    comment = request.POST.get("comment", "")
    return _move(request, pk, rectifications.send_back, "已退回继续整改。", comment=comment)


@require_POST
@guards.staff("annual_reports.examine")
def finish_rectification(request, pk):
    return _move(request, pk, rectifications.finish, "已确认整改完成。")
