"""The organization's own reports: list, task list, check, send, receipt."""

import datetime

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.access import guards
from core.refusal import Refusal
from core.workdays.calendar import roll_forward, workdays_between
from registry.annual_reports import queries
from registry.annual_reports.actions import filing, filling
from registry.annual_reports.forms import DirectForm, SubmitForm
from registry.annual_reports.models import AnnualReport, ReportObligation, ReportSubmission
from registry.annual_reports.own_report import own_report, refused_page
from registry.annual_reports.progress import Progress
from registry.annual_reports.section_forms import SectionForm, read
from registry.annual_reports.states import FILLING, Stage, State
from registry.annual_reports.task_list import address, first_open, tasks
from registry.annual_reports.withdrawal_views import hand_back
from registry.report_forms.schema import REASONS

STANDING = Prefetch("report__submissions", queryset=ReportSubmission.objects.standing())


@guards.organization("own_reports.view")
def list_years(request):
    owed = ReportObligation.objects.visible_to(request.actor)
    today = clock.today()
    owed = queries.with_fix_due(owed, today)
    rows = list(owed.select_related("report", "regime").prefetch_related(STANDING).order_by("-year"))
    late = set(queries.overdue(owed, today).values_list("pk", flat=True))
    years = [
        {
            "obligation": row,
            "report": getattr(row, "report", None),
            "receipt": _last_submission(row),
            "is_late": row.pk in late,
            "workdays": workdays_between(today, row.fix_due_on or row.due_on),
            "is_open": today >= row.regime.opens_on,
        }
        for row in rows
    ]
    return render(request, "registry/annual_reports/org_list.html", {"years": years})


def _last_submission(obligation: ReportObligation) -> ReportSubmission | None:
    report = getattr(obligation, "report", None)
    return list(report.submissions.all())[-1] if report and report.submissions.all() else None


@require_POST
@guards.organization("own_reports.fill")
def start(request, pk):
    owed = ReportObligation.objects.visible_to(request.actor).select_related("regime", "organization")
    report = filling.begin(get_object_or_404(owed, pk=pk), actor=request.actor)
    return redirect("org:annual_reports:detail", pk=report.pk)


@guards.organization("own_reports.view")
def detail(request, pk):
    report = own_report(request, pk)
    progress = Progress(report)
    opinions = [
        {"submission": submission, "opinions": list(submission.opinions.select_related("department"))}
        for submission in report.submissions.select_related("submitted_by", "department", "withdrawal__by").order_by(
            "-round"
        )
    ]
    context = {
        "report": report,
        "progress": progress,
        "tasks": tasks(report, progress),
        "first_open": first_open(report, progress),
        "minutes_left": _minutes_left(progress),
        "rolled_from": _rolled_from(report.obligation),
        "rounds": opinions,
        "returned": _last_return(report, progress),
        "workdays": workdays_between(clock.today(), report.obligation.due_on),
        "is_late": clock.today() > report.obligation.due_on,
        "is_filling": report.state in FILLING,
        "route": filing.route_of(report),
        "hand_back": hand_back(report, request.actor),
        "may_fill": request.actor.can("own_reports.fill"),
    }
    return render(request, "registry/annual_reports/org_detail.html", context)


def _minutes_left(progress: Progress) -> int:
    """Of the minutes the form takes, the share of the sections that are not done; in steps of five."""
    open_ones = sum(not one.is_complete for one in progress.sections)
    return -(-progress.schema.minutes * open_ones // max(len(progress.sections), 1) // 5) * 5


def _rolled_from(obligation: ReportObligation) -> datetime.date | None:
    """The day the regulations name, where it is a rest day and the date has rolled on to the next working day."""
    named = obligation.regime.final_due
    return named if named != obligation.due_on and roll_forward(named) == obligation.due_on else None


def _last_return(report: AnnualReport, progress: Progress) -> dict | None:
    """The opinion that sent the report back, with its remarks in words and linked; None unless it is returned."""
    opinion = queries.last_return(report) if report.state == State.RETURNED else None
    if opinion is None:
        return None
    fields = progress.schema.fields
    remarks = [
        {
            "label": fields[remark["field"]].label,
            "text": remark["text"],
            "url": reverse("org:annual_reports:section", args=[report.pk, remark["section"]])
            + f"#id_{remark['field']}",
        }
        for remark in opinion.remarks
    ]
    return {"opinion": opinion, "remarks": remarks, "workdays": workdays_between(clock.today(), opinion.fix_due_on)}


# ---- check, send, receipt


def _check_context(report: AnnualReport, form=None, direct_form=None) -> dict:
    progress = Progress(report)
    digest = filing.digest(filing.content_of(report, progress.schema, progress.answers))
    route = filing.route_of(report)
    return {
        "report": report,
        "progress": progress,
        "blocks": [_check_block(report, progress, one) for one in progress.sections],
        "is_first_review": route.stage == Stage.FIRST_REVIEW,
        "is_waiting": report.state == State.SUBMITTED_FIRST_REVIEW,
        "reviewer": report.organization.business_supervisor or report.organization.industry_department,
        "form": form or SubmitForm(initial={"digest": digest}),
        "direct_form": direct_form or DirectForm(initial={"digest": digest}, auto_id="direct_%s"),
        "is_late": clock.today() > report.obligation.due_on and not report.submissions.standing().exists(),
    }


def _check_block(report: AnnualReport, progress: Progress, one) -> dict:
    answers = one.stored.answers
    body = SectionForm(one.section, answers, version=0, problems=[], progress=progress)
    reasons = answers.get(REASONS) or {}
    own = [p for p in progress.problems if p.section == one.section.key]
    return {
        "progress": one,
        "url": address(report, one),
        "reading": read(one.section, answers, body.asked, progress.numbers),
        "notes": [(p.text, p.reason) for p in own if p.code in reasons],
    }


@guards.organization("own_reports.view")
def check(request, pk):
    """Everything that will be sent, what still stands against it, and the declaration."""
    report = own_report(request, pk)
    if report.state not in (*FILLING, State.SUBMITTED_FIRST_REVIEW):
        return redirect("org:annual_reports:detail", pk=report.pk)
    return render(request, "registry/annual_reports/org_check.html", _check_context(report))


@require_POST
@guards.organization("own_reports.submit")
def submit(request, pk):
    report = own_report(request, pk)
    is_direct = "direct_reason" in request.POST
    form = DirectForm(request.POST, auto_id="direct_%s") if is_direct else SubmitForm(request.POST)
    if not form.is_valid():
        context = _check_context(report, None if is_direct else form, form if is_direct else None)
        return render(request, "registry/annual_reports/org_check.html", context, status=422)
    try:
        submission = filing.submit(
            report,
            actor=request.actor,
            seen_digest=form.cleaned_data["digest"],
            direct_reason=form.cleaned_data.get("direct_reason", ""),
        )
    except Refusal as refusal:
        return refused_page(request, report, refusal)
    return redirect("org:annual_reports:receipt", pk=report.pk, round=submission.round)


def _punctuality(submission: ReportSubmission) -> str:
    """A correction is neither late nor in time: the first sending was."""
    if submission.round > 1:
        return ""
    return "（逾期报送）" if submission.is_late else "（按时报送）"


@guards.organization("own_reports.view")
def receipt(request, pk, round):
    report = own_report(request, pk)
    submissions = report.submissions.select_related("submitted_by", "department", "withdrawal")
    submission = get_object_or_404(submissions, round=round)
    to = f"{submission.department.name}（初审）" if submission.department else report.competent_department_name
    rows = [
        ("报送单位", submission.content["organization"]["name"]),
        ("统一社会信用代码", submission.content["organization"]["uscc"] or "—"),
        ("报告年度", f"{report.year} 年度（第 {submission.round} 次报送）"),
        ("报送至", to),
        ("截止日期", f"{submission.deadline:%Y-%m-%d}{_punctuality(submission)}"),
        ("经办人", submission.filer),
    ]
    taken_back = submission.taken_back
    title = f"{report.year} 年度工作报告{'已撤回' if taken_back else '已报送'}"
    context = {"report": report, "submission": submission, "rows": rows, "title": title, "withdrawal": taken_back}
    return render(request, "registry/annual_reports/org_receipt.html", context)
