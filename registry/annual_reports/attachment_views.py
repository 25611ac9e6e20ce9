"""Files of a report: the organization adds and removes, reviewers open and look at pages as pictures."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import audit
from core.access import guards
from core.files import links, previews
from core.files.models import StoredFile
from core.refusal import Refusal
from registry.annual_reports.actions import attaching, filing
from registry.annual_reports.attachment_kinds import FILE_TYPES, PROOF, SIGNED_DECLARATION
from registry.annual_reports.models import AnnualReport, ReportAttachment
from registry.annual_reports.progress import Progress
from registry.annual_reports.states import FILLING

PAGES_AT_ONCE = 5
ACCEPT = ",".join(f".{kind}" for kind in FILE_TYPES)


def _report(request, pk) -> AnnualReport:
    reports = AnnualReport.objects.visible_to(request.actor).select_related(
        "form", "obligation__regime", "organization__supervising_authority"
    )
    return get_object_or_404(reports, pk=pk)


@guards.organization("own_reports.view")
def attachments(request, pk):
    return _page(request, _report(request, pk))


def _page(request, report: AnnualReport, *, errors: dict[str, str] | None = None, status: int = 200):
    progress = Progress(report)
    groups = [
        {
            "kind": kind,
            "files": [row for row in progress.attached if row.kind == kind.code],
            "error": (errors or {}).get(kind.code, ""),
        }
        for kind in progress.kinds
    ]
    context = {
        "report": report,
        "groups": groups,
        "errors": errors or {},
        "label": progress.files_label,
        "accept": ACCEPT,
        "is_filling": report.state in FILLING and request.actor.can("own_reports.fill"),
    }
    return render(request, "registry/annual_reports/org_attachments.html", context, status=status)


@require_POST
@guards.organization("own_reports.fill")
def attach(request, pk):
    """`kind` and `file`; a signed declaration carries the digest it was printed with and leads back to the check."""
    report = _report(request, pk)
    kind, upload = request.POST.get("kind", ""), request.FILES.get("file")
    is_declaration = kind == SIGNED_DECLARATION
    try:
        if upload is None:
            raise Refusal("请先选择要上传的文件。")
        digest = _declared(report, request.POST.get("declared", "")) if is_declaration else ""
        attaching.attach(
            report, actor=request.actor, kind=kind, name=upload.name, data=upload.read(), declared_digest=digest
        )
    except Refusal as refusal:
        if is_declaration:
            messages.error(request, str(refusal))
            return redirect("org:annual_reports:check", pk=pk)
        return _page(request, report, errors={kind: str(refusal)}, status=422)
    messages.success(request, f"“{upload.name}”已上传。")
    return redirect(f"org:annual_reports:{'check' if is_declaration else 'attachments'}", pk=pk)


def _declared(report: AnnualReport, seen: str) -> str:
    progress = Progress(report)
    current = filing.declared_digest(filing.content_of(report, progress.schema, progress.answers))
    if seen != current:
        raise Refusal("声明页打印之后，报告内容又有修改。请重新打印、签字后上传。")
    return current


@require_POST
@guards.organization("own_reports.fill")
def detach(request, pk, attachment):
    report = _report(request, pk)
    row = get_object_or_404(ReportAttachment.objects.select_related("file"), pk=attachment, report=report)
    row.report = report
    try:
        attaching.detach(row, actor=request.actor)
    except Refusal as refusal:
        context = {"report": report, "sentence": str(refusal)}
        return render(request, "registry/annual_reports/org_refused.html", context, status=409)
    messages.success(request, f"“{row.file.name}”已移除。")
    is_declaration = row.kind == SIGNED_DECLARATION
    return redirect(f"org:annual_reports:{'check' if is_declaration else 'attachments'}", pk=pk)


def _files_of(report: AnnualReport, *, is_own: bool) -> set[int]:
    """What was filed and still stands; for the organization everything it ever added or filed."""
    sent = report.submissions.all() if is_own else report.submissions.standing()
    filed = {row["file"] for one in sent for row in one.content.get("attachments", ())}
    filed |= {one.direct_proof_id for one in sent if one.direct_proof_id}
    return filed | set(report.attachments.values_list("file_id", flat=True)) if is_own else filed


def _file(report: AnnualReport, file: int, *, is_own: bool) -> StoredFile:
    if file not in _files_of(report, is_own=is_own):
        raise Http404
    return get_object_or_404(StoredFile, pk=file)


@require_POST
@guards.organization("own_reports.view")
def fetch_own(request, pk, file):
    stored = _file(_report(request, pk), file, is_own=True)
    return redirect(links.signed_link(stored, request.actor, permission="own_reports.view"))


@require_POST
@guards.staff("annual_reports.view")
def fetch(request, pk, file):
    return redirect(links.signed_link(_file(_report(request, pk), file, is_own=False), request.actor))


@require_POST
@never_cache
@guards.staff("annual_reports.view")
def preview(request, pk, file):
    """Some pages as pictures inside the answer itself: each look writes its audit line. `from` is the first one."""
    report = _report(request, pk)
    stored = _file(report, file, is_own=False)
    audit.record("files.preview", actor=request.actor, subject=stored, purpose=stored.kind)
    wanted = request.POST.get("from", "1")
    first = int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 1
    count = previews.page_count(stored)
    numbers = range(first, min(first + PAGES_AT_ONCE, count + 1))
    context = {
        "report": report,
        "file": stored,
        "pages": [(number, previews.page_uri(stored, number)) for number in numbers],
        "count": count,
        "next": numbers.stop if numbers.stop <= count else None,
    }
    return render(request, "registry/annual_reports/staff_pages.html", context)


def _proof_row(submission) -> list[dict]:
    proof = submission.direct_proof
    if proof is None:
        return []
    return [{"kind": PROOF, "file": proof.pk, "name": proof.name, "size": proof.size, "sha256": proof.sha256}]


def filed_files(submission, kinds) -> list[dict]:
    """Rows for the review page: the words of the kind beside what was filed. `kinds` as kinds_of gives them."""
    titles = {kind.code: kind.title for kind in kinds} | {
        SIGNED_DECLARATION: "法定代表人声明页",
        PROOF: "送交初审单位的证明",
    }
    rows = [*submission.content.get("attachments", ()), *_proof_row(submission)]
    types = StoredFile.objects.in_bulk([row["file"] for row in rows])
    return [
        {
            **row,
            "title": titles.get(row["kind"], "其他材料"),
            "can_show": row["file"] in types and previews.can_show(types[row["file"]].content_type),
        }
        for row in rows
    ]
