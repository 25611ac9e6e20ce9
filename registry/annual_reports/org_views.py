"""The organization's own reports: list, task list, check, send, receipt."""

import datetime

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.access import guards
from core.workdays.calendar import roll_forward, workdays_between
from registry.annual_reports import queries
from registry.annual_reports.actions import filing, filling
from registry.annual_reports.models import AnnualReport, ReportObligation, ReportSubmission
from registry.annual_reports.own_report import own_report
from registry.annual_reports.progress import Progress
from registry.annual_reports.states import FILLING, State
from registry.annual_reports.task_list import files_task, first_open, tasks
from registry.annual_reports.withdrawal_views import hand_back

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
        "tasks": [*tasks(report, progress), files_task(report, progress)],
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
