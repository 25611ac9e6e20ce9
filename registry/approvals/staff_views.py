"""审管衔接 for the offices: the list, one push with its three parties, the weekly sheet."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.files import actions as files
from core.refusal import Refusal
from core.spreadsheets.table import SpreadsheetRefused
from registry.approvals import actions, queries, sheets
from registry.approvals.forms import FILE_TYPES, AmendForm, CertificateForm, RedirectForm, UploadForm
from registry.approvals.models import ApprovalPush, PushAcceptance, PushDuty
from registry.approvals.states import DutyKind, Party, PushSource
from registry.approvals.tables import PushList
from registry.organizations.models import Organization

TEMPLATES = "registry/approvals/staff_"
DONE = {"accept": "已接收。", "contest": "异议已送民政部门。", "uphold": "已维持并再次送达。"}


@require_GET
@guards.staff("approvals.view")
def index(request):
    return PushList().respond(request)


@require_POST
@guards.staff("approvals.export")
def export(request):
    return exports.export(PushList(), request)


def _push(request, pk: int) -> ApprovalPush:
    together = (
        "approval_bureau",
        "civil_affairs__region",
        "organization__supervising_authority",
        "organization__business_supervisor",
        "organization__industry_department",
        "organization__party_superior",
        "file",
    )
    return get_object_or_404(ApprovalPush.objects.visible_to(request.actor).select_related(*together), pk=pk)


@require_GET
@guards.staff("approvals.view")
def detail(request, pk):
    return _page(request, _push(request, pk))


def _page(request, push: ApprovalPush, *, status: int = 200, redirecting=None, certificate=None):
    """`redirecting` and `certificate` are forms with errors, to be shown where they stood."""
    actor, today = request.actor, clock.today()
    sees = actor.can("organizations.view")
    sees = sees and Organization.objects.visible_to(actor).filter(pk=push.organization_id).exists()
    parties = queries.acceptances(push, actor, today)
    for one in parties:
        if one["may_answer"]:
            is_this = redirecting is not None and redirecting.prefix == f"redirect{one['row'].pk}"
            one["redirect"] = redirecting if is_this else RedirectForm(acceptance=one["row"])
    duties = push.duties.select_related("department", "file", "organization", "push").order_by("due_on", "pk")
    context = {
        "push": push,
        "content": queries.content(push),
        "rows": queries.side_by_side(push),
        "parties": parties,
        "duties": queries.duties(duties, actor, today),
        "entries": queries.history(push),
        "sees_organization": sees,
        "may_amend": actor.can("approvals.push")
        and actor.department_id == push.approval_bureau_id
        and not push.is_applied,
        "certificate": certificate or CertificateForm(),
    }
    return render(request, f"{TEMPLATES}detail.html", context, status=status)


@guards.staff("approvals.push")
def upload(request):
    """Everything wrong with every cell at once, or all of it taken in."""
    form, problems, report = UploadForm(request.POST or None, request.FILES or None), [], None
    if request.method == "POST" and form.is_valid():
        try:
            report = _taken(request, form.cleaned_data["file"])
        except actions.RowsRefused as refusal:
            form.add_error("file", str(refusal))
            problems = sheets.problems(refusal.checked)
        except (SpreadsheetRefused, Refusal) as refusal:
            form.add_error("file", str(refusal))
    context = {"form": form, "problems": problems, "report": report}
    return render(request, f"{TEMPLATES}upload.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _taken(request, upload) -> actions.Report:
    rows = sheets.rows(upload)
    upload.seek(0)
    stored = files.store(
        upload.read(), name=upload.name, kind="approvals", permission="approvals.push", actor=request.actor
    )
    return actions.push_many(rows, actor=request.actor, source=PushSource.SPREADSHEET, file=stored)


@require_GET
@guards.staff("approvals.push")
def template(request):
    name = "approval-pushes.xlsx"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(
        sheets.template(), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@guards.staff("approvals.push")
def amend(request, pk):
    push = _push(request, pk)
    form = AmendForm(request.POST or None, push=push)
    if request.method == "POST" and form.is_valid():
        try:
            rows = [(1, form.payload, frozenset())]
            report = actions.push_many(rows, actor=request.actor, source=PushSource(push.source))
        except actions.RowsRefused as refusal:
            form.take(refusal.checked[0].errors)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            changed = bool(report.of("again"))
            messages.success(request, "已重新推送。" if changed else "内容没有变化，未重新推送。")
            return redirect("staff:approvals:detail", pk=pk)
    status = 422 if form.errors else 200
    return render(request, f"{TEMPLATES}amend.html", {"form": form, "push": push}, status=status)


def _acceptance(request, pk: int) -> PushAcceptance:
    reached = ApprovalPush.objects.visible_to(request.actor)
    rows = PushAcceptance.objects.filter(push__in=reached)
    return get_object_or_404(rows.select_related("push__civil_affairs", "department"), pk=pk)


def _answered(request, acceptance: PushAcceptance, done: str, verb):
    try:
        verb()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("staff:approvals:detail", pk=acceptance.push_id)


def _said(request, pk: int, step: str):
    acceptance = _acceptance(request, pk)
    done = DONE[step]
    if acceptance.party == Party.CIVIL_AFFAIRS:
        done = {"accept": "已接收，并记入登记簿。", "contest": "已退回审批局。"}.get(step, done)
    verb, comment = getattr(actions, step), request.POST.get("comment", "")
    return _answered(request, acceptance, done, lambda: verb(acceptance, actor=request.actor, comment=comment))


@require_POST
@guards.staff("approvals.accept")
def accept(request, pk):
    return _said(request, pk, "accept")


@require_POST
@guards.staff("approvals.accept")
def contest(request, pk):
    return _said(request, pk, "contest")


@require_POST
@guards.staff("approvals.direct")
def uphold(request, pk):
    return _said(request, pk, "uphold")


@require_POST
@guards.staff("approvals.direct")
def redirect_acceptance(request, pk):
    acceptance = _acceptance(request, pk)
    form = RedirectForm(request.POST, acceptance=acceptance)
    if not form.is_valid():
        return _page(request, _push(request, acceptance.push_id), status=422, redirecting=form)
    data = form.cleaned_data
    return _answered(
        request,
        acceptance,
        f"已改送{data['department'].name}。",
        lambda: actions.redirect(
            acceptance, actor=request.actor, department=data["department"], comment=data["comment"]
        ),
    )


def _stepped(request, pk: int, verb, done: str):
    push = _push(request, pk)
    try:
        verb(push, actor=request.actor, comment=request.POST.get("comment", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("staff:approvals:detail", pk=pk)


@require_POST
@guards.staff("approvals.direct")
def clear(request, pk):
    return _stepped(request, pk, actions.clear, "已核对，推送已送各方接收。")


@require_POST
@guards.staff("approvals.direct")
def give_back(request, pk):
    return _stepped(request, pk, actions.give_back, "已退回审批局。")


@require_POST
@guards.staff("approvals.push")
def certificate(request, pk):
    reached = ApprovalPush.objects.visible_to(request.actor)
    duty = get_object_or_404(PushDuty.objects.filter(push__in=reached, kind=DutyKind.CERTIFICATE), pk=pk)
    form = CertificateForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _attached(request, duty, form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "登记证书副本已上传。")
            return redirect("staff:approvals:detail", pk=duty.push_id)
    return _page(request, _push(request, duty.push_id), status=422, certificate=form)


@transaction.atomic
def _attached(request, duty: PushDuty, upload) -> None:
    stored = files.store(
        upload.read(),
        name=upload.name,
        kind="certificate",
        permission="approvals.view",
        actor=request.actor,
        allowed=FILE_TYPES,
    )
    actions.attach_certificate(duty, actor=request.actor, file=stored)
