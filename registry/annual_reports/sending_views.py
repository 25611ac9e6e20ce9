"""Checking, declaring and sending a report; the receipt."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.access import guards
from core.departments.models import Department
from core.documents.letters import Letter
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from registry.annual_reports import queries
from registry.annual_reports.actions import declaring, filing
from registry.annual_reports.attachment_kinds import SIGNED_DECLARATION
from registry.annual_reports.deadlines import REVIEW_WORKDAYS, first_reviewer_due
from registry.annual_reports.forms import DirectForm, SubmitForm
from registry.annual_reports.models import AnnualReport, ReportSubmission
from registry.annual_reports.next_steps import next_steps
from registry.annual_reports.own_report import own_report, refused_page
from registry.annual_reports.progress import Progress
from registry.annual_reports.section_forms import read
from registry.annual_reports.states import FILLING, Stage, State
from registry.annual_reports.task_list import address
from registry.report_forms.schema import REASONS


def _check_context(request, report: AnnualReport, form=None, direct_form=None) -> dict:
    progress = Progress(report)
    content = filing.content_of(report, progress.schema, progress.answers)
    digest = filing.digest(content)
    route = filing.route_of(report)
    reviewer = Department.objects.filter(pk=route.reviewer_id).first()
    is_first_review = route.stage == Stage.FIRST_REVIEW
    return {
        "report": report,
        "progress": progress,
        "blocks": [_check_block(report, progress, one) for one in progress.sections],
        "is_first_review": is_first_review,
        "steps": next_steps(report, first_reviewer=reviewer.name if is_first_review and reviewer else ""),
        "is_waiting": report.state == State.SUBMITTED_FIRST_REVIEW,
        "reviewer": reviewer,
        "declaration": _declaration(report, content, request.actor),
        "files": [(kind, [row for row in progress.attached if row.kind == kind.code]) for kind in progress.kinds],
        "form": form or SubmitForm(initial={"digest": digest}),
        "direct_form": direct_form or DirectForm(initial={"digest": digest}, auto_id="direct_%s"),
        "is_late": clock.today() > report.obligation.due_on and not report.submissions.standing().exists(),
    }


def _declaration(report: AnnualReport, content: dict, actor) -> dict:
    """How it stands with the legal representative's word for this content; `is_settled`: it may be sent."""
    digest = filing.declared_digest(content)
    row = report.declarations.filter(digest=digest).select_related("asked_by", "declared_by").first()
    papers = list(report.attachments.filter(kind=SIGNED_DECLARATION).select_related("file"))
    is_own = declaring.is_legal_representative(actor)
    is_given = row is not None and row.declared_at is not None
    on_paper = any(paper.declared_digest == digest for paper in papers)
    return {
        "digest": digest,
        "row": row,
        "is_own": is_own,
        "is_given": is_given,
        "is_settled": is_own or is_given or on_paper,
        "papers": [(paper, paper.declared_digest == digest) for paper in papers],
        "has_account": queries.legal_representative_seats(report.organization_id).exists(),
    }


@require_POST
@guards.organization("own_reports.submit")
def ask_declaration(request, pk):
    return _declaring(request, pk, declaring.ask, "已提请法定代表人确认，确认后会通知您。")


@require_POST
@guards.organization("own_reports.submit")
def declare(request, pk):
    return _declaring(request, pk, declaring.declare, "已确认。填报人可以报送，您也可以自己报送。")


def _declaring(request, pk, verb, done: str):
    report = own_report(request, pk)
    try:
        verb(report, actor=request.actor, seen_digest=request.POST.get("digest", ""))
    except Refusal as refusal:
        return refused_page(request, report, refusal)
    messages.success(request, done)
    return redirect("org:annual_reports:check", pk=pk)


@guards.organization("own_reports.view")
def declaration_page(request, pk):
    """To print, sign and bring back: for an organization whose legal representative has no account."""
    report = own_report(request, pk)
    progress = Progress(report)
    content = filing.content_of(report, progress.schema, progress.answers)
    digest = filing.declared_digest(content)
    organization = report.organization
    letter = Letter(
        title="法定代表人声明",
        recipient=organization.competent_department_name,
        body=(
            f"本人已审阅{organization.name}（统一社会信用代码：{organization.uscc or '—'}）"
            f"{report.year}年度工作报告的全部内容，确认报告内容真实、准确、完整，并对此负责。",
            f"所声明内容的校验值：{' '.join(digest[i : i + 8] for i in range(0, 64, 8))}",
            "报告内容修改后，校验值随之改变，本声明对修改后的内容无效。",
            "法定代表人（签字）：",
        ),
        signer=f"{organization.name}（盖章）",
        is_numbered=False,
    )
    back = reverse("org:annual_reports:check", args=[pk])
    return render(request, "core/documents/letter_print.html", {"letter": letter, "back_url": back})


def _check_block(report: AnnualReport, progress: Progress, one) -> dict:
    answers = one.stored.answers
    reasons = answers.get(REASONS) or {}
    own = [p for p in progress.problems if p.section == one.section.key]
    return {
        "progress": one,
        "url": address(report, one),
        "reading": read(one.section, answers, progress.asked_in(one.section), progress.numbers),
        "notes": [(p.text, p.reason) for p in own if p.code in reasons or p.kind == "info"],
    }


@guards.organization("own_reports.view")
def check(request, pk):
    """Everything that will be sent, what still stands against it, and the declaration."""
    report = own_report(request, pk)
    if report.state not in (*FILLING, State.SUBMITTED_FIRST_REVIEW):
        return redirect("org:annual_reports:detail", pk=report.pk)
    return render(request, "registry/annual_reports/org_check.html", _check_context(request, report))


@require_POST
@guards.organization("own_reports.submit")
def submit(request, pk):
    report = own_report(request, pk)
    is_direct = "direct_reason" in request.POST
    form = DirectForm(request.POST, request.FILES, auto_id="direct_%s") if is_direct else SubmitForm(request.POST)
    if not form.is_valid():
        context = _check_context(request, report, None if is_direct else form, form if is_direct else None)
        return render(request, "registry/annual_reports/org_check.html", context, status=422)
    try:
        submission = filing.submit(
            report,
            actor=request.actor,
            seen_digest=form.cleaned_data["digest"],
            direct_reason=form.cleaned_data.get("direct_reason", ""),
            direct_proof=(proof.name, proof.read()) if (proof := form.cleaned_data.get("direct_proof")) else None,
        )
    except Refusal as refusal:
        return refused_page(request, report, refusal)
    return redirect("org:annual_reports:receipt", pk=report.pk, round=submission.round)


def _punctuality(submission: ReportSubmission) -> str:
    """A correction is neither late nor in time: the first sending was."""
    if submission.round > 1:
        return ""
    return "（逾期报送）" if submission.is_late else "（按时报送）"


def _next_step(report: AnnualReport, submission: ReportSubmission) -> str:
    """Who acts now and by when; empty words for what was taken back."""
    if submission.taken_back:
        return "已撤回，修改后须重新报送"
    if submission.stage == Stage.FIRST_REVIEW and submission.department:
        return f"{submission.department.name}初审，应于{first_reviewer_due(submission):%Y-%m-%d}前办理，结果会通知您"
    due = add_workdays(clock.date_of(submission.submitted_at), REVIEW_WORKDAYS)
    return f"{report.competent_department_name}审核，一般在{due:%Y-%m-%d}前办理，结果会通知您"


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
        ("下一步", _next_step(report, submission)),
    ]
    taken_back = submission.taken_back
    title = f"{report.year} 年度工作报告{'已撤回' if taken_back else '已报送'}"
    context = {"report": report, "submission": submission, "rows": rows, "title": title, "withdrawal": taken_back}
    return render(request, "registry/annual_reports/org_receipt.html", context)
