"""The organization's own reports: list, task list, sections with autosave, check, send, receipt."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.access import guards
from core.refusal import Refusal
from core.workdays.calendar import workdays_between
from core.workflow.errors import WrongState
from registry.annual_reports import queries
from registry.annual_reports.actions import filing, filling
from registry.annual_reports.actions.filling import SectionConflict
from registry.annual_reports.forms import DirectForm, SubmitForm
from registry.annual_reports.models import AnnualReport, ReportObligation, ReportSubmission
from registry.annual_reports.progress import Progress
from registry.annual_reports.section_forms import TAKE, SectionForm, answers_of, read, reasons_of
from registry.annual_reports.shown import shown
from registry.annual_reports.states import FILLING, Stage, State
from registry.annual_reports.withdrawal_views import hand_back
from registry.report_forms import checks
from registry.report_forms.schema import REASONS, Answer, Field, Section

STANDING = Prefetch("report__submissions", queryset=ReportSubmission.objects.standing())


def _report(request, pk) -> AnnualReport:
    reports = AnnualReport.objects.visible_to(request.actor).select_related(
        "form", "obligation__regime", "organization__business_supervisor", "organization__industry_department",
        "organization__supervising_authority",
    )  # fmt: skip
    return get_object_or_404(reports, pk=pk)


def _refused_page(request, report: AnnualReport, refusal: Refusal):
    """The refusal in its own words beside the way back to the report; nothing was written."""
    context = {"report": report, "sentence": str(refusal)}
    return render(request, "registry/annual_reports/org_refused.html", context, status=409)


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
    report = _report(request, pk)
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
        "tasks": _tasks(report, progress),
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


def _tasks(report: AnnualReport, progress: Progress) -> list[dict]:
    return [
        {
            "label": one.section.title,
            "hint": f"{one.stored.saved_by.name} 保存于 {_moment(one.stored.saved_at)}" if one.is_touched else "",
            "url": reverse("org:annual_reports:section", args=[report.pk, one.section.key]),
            "state": one.label,
            "tone": one.tone,
        }
        for one in progress.sections
    ]


def _moment(at) -> str:
    return at.astimezone(clock.SHANGHAI).strftime("%m-%d %H:%M")


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


# ---- one section


@guards.organization("own_reports.view")
def section(request, pk, key):
    """The page of a section. The save button works without JavaScript; autosave goes to its own address."""
    report = _report(request, pk)
    progress = Progress(report)
    part = progress.schema.section(key)
    if part is None:
        raise Http404
    if request.method == "POST":
        return _save(request, report, part)
    stored = progress.stored[key]
    is_checked = "check" in request.GET
    problems = [
        p for p in progress.problems
        if p.section == key and (is_checked or p.kind != "missing") and (is_checked or stored.saved_by_id)
    ]  # fmt: skip
    form = SectionForm(part, stored.answers, version=stored.version, problems=problems, progress=progress)
    return _section_page(request, report, part, progress, form)


def _section_page(request, report, part: Section, progress: Progress, form, *, status=200, conflict=None, saved=False):
    is_filling = report.state in FILLING and request.actor.can("own_reports.fill")
    context = {
        "report": report,
        "part": part,
        "form": form,
        "reading": read(part, form.answers, form.asked, progress.numbers),
        "stored": progress.stored[part.key],
        "conflict": conflict,
        "saved": saved,
        "is_filling": is_filling,
        "next_key": progress.after(part.key),
        "remarks": _section_remarks(report, part.key),
    }
    return render(request, "registry/annual_reports/org_section.html", context, status=status)


def _section_remarks(report: AnnualReport, key: str) -> list[dict]:
    opinion = queries.last_return(report) if report.state == State.RETURNED else None
    if opinion is None:
        return []
    labels = {field.key: field.label for field in Progress(report).schema.section(key).fields}
    return [
        {"label": labels.get(remark["field"], ""), "text": remark["text"], "target": f"id_{remark['field']}"}
        for remark in opinion.remarks
        if remark["section"] == key
    ]


def _posted(request, part: Section, stored_answers: dict) -> dict:
    """What was typed; where a conflict was settled in favour of the other side, what they saved."""
    answers = answers_of(part, request.POST)
    for field in part.fields:
        if request.POST.get(f"{TAKE}{field.key}") == "theirs":
            answers[field.key] = stored_answers.get(field.key, "")
    return answers


def _version(request, name: str = "version") -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@guards.organization("own_reports.fill")
def _save(request, report: AnnualReport, part: Section):
    stored = report.sections.get(key=part.key)
    answers = _posted(request, part, stored.answers)
    try:
        filling.save_section(
            report,
            part.key,
            answers,
            version=_version(request, "seen_version") or _version(request),
            actor=request.actor,
            reasons=reasons_of(request.POST),
            confirm="confirm" in request.POST,
        )
    except SectionConflict as conflict:
        return _conflict_page(request, report, part, answers, conflict)
    except WrongState as refusal:
        return _refused_page(request, report, refusal)
    if request.POST.get("go") == "list":
        messages.success(request, f"“{part.title}”已保存。")
        return redirect("org:annual_reports:detail", pk=report.pk)
    return _after_save(request, report, part)


def _after_save(request, report: AnnualReport, part: Section):
    """On to the next section, or back to this one with what is still wrong in it (everything typed is saved)."""
    progress = Progress(report)
    problems = [p for p in progress.problems if p.section == part.key]
    if any(p.blocks for p in problems):
        stored = progress.stored[part.key]
        form = SectionForm(part, stored.answers, version=stored.version, problems=problems, progress=progress)
        return _section_page(request, report, part, progress, form, status=422, saved=True)
    messages.success(request, f"“{part.title}”已保存。")
    if key := progress.after(part.key):
        return redirect("org:annual_reports:section", pk=report.pk, key=key)
    return redirect("org:annual_reports:detail", pk=report.pk)


def _stripped(field: Field, answers: dict) -> Answer:
    given = answers.get(field.key, "")
    return given.strip() if isinstance(given, str) else checks.tidy(field, given)


def _conflict(request, part: Section, answers: dict, stored) -> dict:
    """Field by field, mine beside theirs; what was chosen before stays chosen."""
    theirs = stored.answers
    rows = [
        {
            "name": f"{TAKE}{field.key}",
            "label": field.label,
            "mine": shown(field, answers.get(field.key, "")) or "（空）",
            "theirs": shown(field, theirs.get(field.key, "")) or "（空）",
            "takes_theirs": request.POST.get(f"{TAKE}{field.key}") == "theirs",
        }
        for field in part.fields
        if _stripped(field, answers) != theirs.get(field.key, "")
    ]
    who = stored.saved_by.name if stored.saved_by else "系统"
    return {"rows": rows, "who": who, "at": stored.saved_at, "version": stored.version}


def _conflict_page(request, report, part: Section, answers: dict, conflict: SectionConflict):
    progress = Progress(report)
    mine = {key: text for key, text in answers.items() if text}
    if given := reasons_of(request.POST):
        mine[REASONS] = given
    panel = _conflict(request, part, mine, conflict.section)
    form = SectionForm(part, mine, version=_version(request), problems=[], progress=progress)
    return _section_page(request, report, part, progress, form, status=409, conflict=panel)


@require_POST
@guards.organization("own_reports.fill")
def autosave(request, pk, key):
    """JSON {version, saved_at}; 409 with the conflict panel, or with the refusal once the report was sent."""
    report = _report(request, pk)
    part = Progress(report).schema.section(key)
    if part is None:
        raise Http404
    answers = answers_of(part, request.POST)
    try:
        saved = filling.save_section(
            report, key, answers, version=_version(request), actor=request.actor, reasons=reasons_of(request.POST)
        )
    except SectionConflict as conflict:
        panel = _conflict(request, part, answers, conflict.section)
        context = {"report": report, "part": part, "conflict": panel}
        return render(request, "registry/annual_reports/_conflict.html", context, status=409)
    except Refusal as refusal:
        context = {"report": report, "sentence": str(refusal)}
        return render(request, "registry/annual_reports/_refused.html", context, status=409)
    at = saved.saved_at.astimezone(clock.SHANGHAI).strftime("%H:%M:%S")
    return JsonResponse({"version": saved.version, "saved_at": at})


# ---- check, send, receipt


def _check_context(report: AnnualReport, form=None, direct_form=None) -> dict:
    progress = Progress(report)
    digest = filing.digest(filing.content_of(report, progress.schema, progress.answers))
    route = filing.route_of(report)
    return {
        "report": report,
        "progress": progress,
        "blocks": [_check_block(progress, one) for one in progress.sections],
        "is_first_review": route.stage == Stage.FIRST_REVIEW,
        "is_waiting": report.state == State.SUBMITTED_FIRST_REVIEW,
        "reviewer": report.organization.business_supervisor or report.organization.industry_department,
        "form": form or SubmitForm(initial={"digest": digest}),
        "direct_form": direct_form or DirectForm(initial={"digest": digest}, auto_id="direct_%s"),
        "is_late": clock.today() > report.obligation.due_on and not report.submissions.standing().exists(),
    }


def _check_block(progress: Progress, one) -> dict:
    answers = one.stored.answers
    body = SectionForm(one.section, answers, version=0, problems=[], progress=progress)
    reasons = answers.get(REASONS) or {}
    own = [p for p in progress.problems if p.section == one.section.key]
    return {
        "progress": one,
        "reading": read(one.section, answers, body.asked, progress.numbers),
        "notes": [(p.text, p.reason) for p in own if p.code in reasons],
    }


@guards.organization("own_reports.view")
def check(request, pk):
    """Everything that will be sent, what still stands against it, and the declaration."""
    report = _report(request, pk)
    if report.state not in (*FILLING, State.SUBMITTED_FIRST_REVIEW):
        return redirect("org:annual_reports:detail", pk=report.pk)
    return render(request, "registry/annual_reports/org_check.html", _check_context(report))


@require_POST
@guards.organization("own_reports.submit")
def submit(request, pk):
    report = _report(request, pk)
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
        return _refused_page(request, report, refusal)
    return redirect("org:annual_reports:receipt", pk=report.pk, round=submission.round)


def _punctuality(submission: ReportSubmission) -> str:
    """A correction is neither late nor in time: the first sending was."""
    if submission.round > 1:
        return ""
    return "（逾期报送）" if submission.is_late else "（按时报送）"


@guards.organization("own_reports.view")
def receipt(request, pk, round):
    report = _report(request, pk)
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
