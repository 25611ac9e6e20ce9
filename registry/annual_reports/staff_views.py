"""Staff: the list, one report beside last year's, first review, return, accept."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core import clock, exports
from core.access import guards
from core.refusal import Refusal
from core.workdays.calendar import workdays_between
from core.worklist.models import WorkItem
from registry.annual_reports import prefill
from registry.annual_reports.actions import review, withdrawing
from registry.annual_reports.comparison import Comparison
from registry.annual_reports.deadlines import fix_due
from registry.annual_reports.forms import ReviewForm
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.annual_reports.states import State
from registry.annual_reports.tables import ReportList
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


def _page(request, report: AnnualReport, *, form=None, refusal: str = "", status: int = 200):
    submissions = list(
        report.submissions.standing()
        .select_related("submitted_by", "department")
        .prefetch_related("opinions__department")
    )
    chosen = _chosen(submissions, request.GET.get("round", ""))
    steps = _steps(report, request.actor) if chosen and chosen == submissions[-1] else {}
    context = {
        "report": report,
        "obligation": report.obligation,
        "submissions": submissions[::-1],
        "chosen": chosen,
        "blocks": _blocks(report, submissions, chosen, form) if chosen else [],
        "steps": steps,
        "someone_else": _whose(report, request.actor, steps),
        "form": form or ReviewForm(initial={"version": report.version}),
        "refusal": refusal,
        "fix_due": fix_due(clock.today()) if steps else None,
        "workdays": workdays_between(clock.today(), report.obligation.due_on),
        "must_open": withdrawing.must_open(report, request.actor),
        "return_asked": withdrawing.asked(report) if steps else None,
        "has_queue": _queue(request, report).exists() if steps else False,
    }
    return render(request, "registry/annual_reports/staff_detail.html", context, status=status)


def _chosen(submissions: list[ReportSubmission], wanted: str) -> ReportSubmission | None:
    for submission in submissions:
        if str(submission.round) == wanted:
            return submission
    return submissions[-1] if submissions else None


def _blocks(report: AnnualReport, submissions, chosen: ReportSubmission, form) -> list:
    place = submissions.index(chosen)
    previous = submissions[place - 1] if place else None
    opinions = [remark for opinion in chosen.opinions.all() for remark in opinion.remarks]
    remarks = {remark["field"]: remark["text"] for remark in opinions}
    if form is not None:
        remarks |= {remark["field"]: remark["text"] for remark in ReviewForm.remarks(form.data)}
    comparison = Comparison(schema_of(report.form), chosen, previous, prefill.last_year(report))
    return comparison.blocks(remarks)


def _steps(report: AnnualReport, actor) -> dict[str, str]:
    """The URL names of passing and of returning, where this seat is the one to decide; empty otherwise."""
    names = {step.name for step in report.machine.available(report, actor)}
    if "pass_first_review" in names and review.is_first_reviewer(report, actor):
        return {"good": "pass_first_review", "bad": "return_from_first_review", "label": "初审通过"}
    if "accept" in names:
        return {"good": "accept", "bad": "return_for_fix", "label": "接收"}
    return {}


def _whose(report: AnnualReport, actor, steps) -> str:
    """Who decides, for a seat that could decide elsewhere but not here."""
    if steps:
        return ""
    if report.state == State.SUBMITTED_FIRST_REVIEW:
        last = report.submissions.select_related("department").last()
        return f"这份报告在{last.department.name}初审。" if last.department else ""
    if report.state == State.SUBMITTED_FINAL and not actor.competent_for(report):
        return f"这份报告由{report.competent_department_name}审核。您可以查看，不能办理。"
    return ""


def _queue(request, report: AnnualReport):
    """Other reports waiting for this seat's office, most urgent first."""
    items = WorkItem.objects.visible_to(request.actor).open().by_urgency()
    return items.filter(kind__in=("annual_reports.first_review", "annual_reports.review")).exclude(object_id=report.pk)


def _decide(request, pk, action, done: str):
    report = _report(request, pk)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, report, form=form, refusal="页面内容不完整，请刷新后重新办理。", status=422)
    given = {"version": form.cleaned_data["version"], "comment": form.cleaned_data["comment"]}
    if action in (review.return_from_first_review, review.return_for_fix):
        given["remarks"] = form.remarks(request.POST)
    try:
        action(report, actor=request.actor, **given)
    except Refusal as refusal:
        return _page(request, _report(request, pk), form=form, refusal=str(refusal), status=409)
    messages.success(request, f"“{report.organization.name}”{report.year}年度报告{done}。")
    following = _queue(request, report).first() if "next" in request.POST else None
    return redirect("staff:annual_reports:detail", pk=following.object_id if following else report.pk)


@require_POST
@guards.staff("annual_reports.first_review")
def pass_first_review(request, pk):
    return _decide(request, pk, review.pass_first_review, "初审通过，已转登记管理机关")


@require_POST
@guards.staff("annual_reports.return_first")
def return_from_first_review(request, pk):
    return _decide(request, pk, review.return_from_first_review, "已退回补正")


@require_POST
@guards.staff("annual_reports.return")
def return_for_fix(request, pk):
    return _decide(request, pk, review.return_for_fix, "已退回补正")


@require_POST
@guards.staff("annual_reports.receive")
def accept(request, pk):
    return _decide(request, pk, review.accept, "已接收")
