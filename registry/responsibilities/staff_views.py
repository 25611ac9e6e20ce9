"""The ledger: opened, asked about, decided, signed by two organs, issued; its lists and sheets."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from core.spreadsheets.reading import read_table
from core.workflow import timeline
from core.writeoff.models import WriteOffList
from registry.responsibilities import actions, queries
from registry.responsibilities.actions.ledgers import GAPS
from registry.responsibilities.forms import IssueForm, LedgerForm, SettleLineForm, UploadForm
from registry.responsibilities.models import ApprovalLine, LedgerRow, ResponsibilityLedger
from registry.responsibilities.states import LEDGER_WORDS, LedgerState
from registry.responsibilities.tables import LedgerList, LedgerRows, disputed_url, rows_url


@require_GET
@guards.staff("ledgers.view")
def list_ledgers(request):
    return LedgerList().respond(request)


@require_GET
@guards.staff("ledgers.view")
def list_rows(request):
    return LedgerRows().respond(request)


@require_POST
@guards.staff("ledgers.export")
def export(request):
    return exports.export(LedgerRows(), request)


@guards.staff("ledgers.edit")
def create(request):
    office = Department.objects.select_related("region").get(pk=request.actor.department_id)
    form = LedgerForm(request.POST or None, office=office)
    if request.method == "POST" and form.is_valid():
        try:
            ledger = actions.open_ledger(actor=request.actor, department=office, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "台账已建立，已列出本机关管理的全部社会组织。下一步：载入成立批复。")
            return redirect("staff:responsibilities:detail", pk=ledger.pk)
    status = 422 if form.errors else 200
    return render(request, "registry/responsibilities/staff_create.html", {"form": form}, status=status)


def _ledger(request, pk) -> ResponsibilityLedger:
    ledgers = ResponsibilityLedger.objects.visible_to(request.actor)
    return get_object_or_404(ledgers.select_related("department__region", "partner", "template"), pk=pk)


@require_GET
@guards.staff("ledgers.view")
def detail(request, pk):
    return _page(request, _ledger(request, pk))


def _page(request, ledger, *, issue_form=None, status=200):
    actor = request.actor
    rows = LedgerRow.objects.visible_to(actor).filter(ledger=ledger)
    may = {step.name for step in ledger.machine.available(ledger, actor)}
    signed = {one.department_id: one for one in ledger.signatures.select_related("user")}
    is_organ = actor.department_id in ledger.organs
    context = {
        "ledger": ledger,
        "counts": rows.counts(),
        "tiles": queries.tiles(ledger, rows.counts(), rows_url, disputed_url),
        "steps": queries.steps(ledger),
        "by_department": queries.by_department(rows),
        "signatures": [(office, signed.get(office.pk)) for office in (ledger.department, ledger.partner)],
        "entries": timeline.entries(ledger, LEDGER_WORDS, with_office=True),
        "gaps": WriteOffList.objects.visible_to(actor).filter(source=GAPS, department=ledger.department).first(),
        "may": may if is_organ else may - {"recall"},
        "may_sign": ledger.state == LedgerState.SIGNING and is_organ and actor.can("ledgers.sign")
        and actor.department_id not in signed,
        "may_load": ledger.state == LedgerState.DRAFT and actor.can("ledgers.edit") and actor.competent_for(ledger),
        "issue_form": issue_form or IssueForm(initial={"signed_on": clock.today()}, auto_id="issue_%s"),
    }  # fmt: skip
    return render(request, "registry/responsibilities/staff_detail.html", context, status=status)


@require_GET
@guards.staff("ledgers.view")
def sheet(request, pk):
    """The annex of the joint document: all rows by department."""
    ledger = _ledger(request, pk)
    rows = LedgerRow.objects.visible_to(request.actor).filter(ledger=ledger).with_links()
    context = {"ledger": ledger, "groups": queries.grouped(rows), "total": rows.count()}
    return render(request, "registry/responsibilities/staff_sheet.html", context)


@require_GET
@guards.staff("ledgers.view")
def department(request, pk):
    """我单位社会组织一张纸: what a department answers for, and the duty that follows from how many they are."""
    office, rows = queries.of_department(request.actor, pk)
    if office is None:
        return get_object_or_404(Department.objects.none(), pk=pk)
    context = {"office": office, "rows": rows, "duty": queries.duty_of(office), "today": clock.today()}
    return render(request, "registry/responsibilities/staff_department.html", context)


@guards.staff("ledgers.edit")
def approvals(request, pk):
    """Load the raw list; below it every line that was not matched, with the reason."""
    ledger = _ledger(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    unknown: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            told = actions.load_approvals(ledger, read_table(form.cleaned_data["file"]), actor=request.actor)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            unread = f"未读取的列：{'、'.join(told['unknown'])}。" if told["unknown"] else ""
            text = (
                f"读入{told['lines']}行，对应{told['matched']}家，未对应{told['lines'] - told['matched']}行。{unread}"
            )
            messages.success(request, text)
            return redirect("staff:responsibilities:approvals", pk=pk)
    lines = ledger.approval_lines.all()
    context = {
        "ledger": ledger,
        "form": form,
        "unknown": unknown,
        "total": lines.count(),
        "unmatched": lines.filter(row=None),
        "settle_form": SettleLineForm(ledger=ledger),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/responsibilities/staff_approvals.html", context, status=status)


@require_POST
@guards.staff("ledgers.edit")
def settle_line(request, pk):
    lines = ApprovalLine.objects.filter(ledger__in=ResponsibilityLedger.objects.visible_to(request.actor))
    line = get_object_or_404(lines.select_related("ledger__department"), pk=pk)
    form = SettleLineForm(request.POST, ledger=line.ledger)
    if form.is_valid():
        actions.settle_line(line, actor=request.actor, row=form.cleaned_data["organization"])
        messages.success(request, f"第{line.line}行已对应到{form.cleaned_data['organization']}。")
    else:
        messages.error(request, f"第{line.line}行没有指定：{form.errors['organization'][0]}")
    return redirect("staff:responsibilities:approvals", pk=line.ledger_id)


def _step(request, pk, verb, said: str, **given):
    verb(_ledger(request, pk), actor=request.actor, **given)
    messages.success(request, said)
    return redirect("staff:responsibilities:detail", pk=pk)


@require_POST
@guards.staff("ledgers.edit")
def consult(request, pk):
    return _step(request, pk, actions.consult, "已送各部门确认，答复期限见各事项。")


@require_POST
@guards.staff("ledgers.edit")
def arbitrate(request, pk):
    return _step(request, pk, actions.arbitrate, "征求意见已结束，未答复的已记录。")


@require_POST
@guards.staff("ledgers.edit")
def present(request, pk):
    return _step(request, pk, actions.present, "已送两个机关会签。")


@require_POST
@guards.staff("ledgers.sign")
def sign(request, pk):
    return _step(request, pk, actions.sign, "已会签。")


@require_POST
@guards.staff("ledgers.sign")
def recall(request, pk):
    return _step(request, pk, actions.recall, "已退回修改，原会签作废。", comment=request.POST.get("comment", ""))


@require_POST
@guards.staff("ledgers.sign")
def issue(request, pk):
    ledger, form = _ledger(request, pk), IssueForm(request.POST, auto_id="issue_%s")
    if not form.is_valid():
        return _page(request, ledger, issue_form=form, status=422)
    try:
        actions.issue(ledger, actor=request.actor, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, _ledger(request, pk), issue_form=form, status=409)
    messages.success(request, "已签发，正在写入登记簿。")
    return redirect("staff:responsibilities:detail", pk=pk)
