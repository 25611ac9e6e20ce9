"""Listing cases for the offices: proposed, notified, heard, prepared by one person; decided by another."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock, exports
from core.access import guards
from core.files import actions as files
from core.files import links
from core.workflow import timeline
from core.workflow.perform import barred
from registry.organizations.papers import FILE_TYPES
from supervision.asking import Question, ask
from supervision.credit_listings import actions
from supervision.credit_listings.findings import finding
from supervision.credit_listings.forms import (
    CertificateForm,
    DecideForm,
    NotifyForm,
    PaperStatementForm,
    PrepareForm,
)
from supervision.credit_listings.models import ListingCase
from supervision.credit_listings.states import STEP_WORDS, CaseState, Outcome
from supervision.credit_listings.tables import CaseList, ClueList, EntryList

PAGE = "staff:credit_listings:detail"
LINKS = (
    "organization__supervising_authority", "ground", "notice", "decision", "penalty", "rectification", "alert",
    "entry",
)  # fmt: skip
STOPPED = "情形已经消除，列入程序自行终止。"


@require_safe
@guards.staff("credit_listings.view")
def index(request):
    return CaseList().respond(request)


@require_POST
@guards.staff("credit_listings.export")
def export(request):
    return exports.export(CaseList(), request)


@require_safe
@guards.staff("credit_listings.view")
def entries(request):
    return EntryList().respond(request)


@require_POST
@guards.staff("credit_listings.export")
def export_entries(request):
    return exports.export(EntryList(), request)


@require_safe
@guards.staff("credit_listings.propose")
def clues(request):
    return ClueList().respond(request)


def found_case(request, pk) -> ListingCase:
    rows = ListingCase.objects.visible_to(request.actor).select_related(*LINKS).prefetch_related("statements__file")
    return get_object_or_404(rows, pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


@require_safe
@guards.staff("credit_listings.view")
def detail(request, pk):
    found = found_case(request, pk)
    may = {step.name for step in found.machine.available(found, request.actor)} - barred(found, request.actor)
    context = {
        "found": found,
        "may": may,
        "finding": finding(found, clock.today()) if found.is_running else None,
        "hint": _hint(found),
        "is_over": found.state == CaseState.HEARING and not found.is_statement_open,
        "evidence": found.evidence.select_related("file"),
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
        "is_competent": request.actor.competent_for(found),
        "may_list": "decide" in may and found.outcome == Outcome.LIST,
        "may_not_list": "decide_not" in may and found.outcome == Outcome.NOT,
    }
    return render(request, "supervision/credit_listings/staff_detail.html", context)


def _hint(found: ListingCase) -> str:
    """Why the next rung is not open yet, in one sentence."""
    match found.state:
        case CaseState.NOTIFYING:
            return "告知书签发、用印并送达（无法送达的公告期满）之后，陈述申辩期开始计算。"
        case CaseState.HEARING if found.is_statement_open:
            return f"陈述申辩期截至{found.statement_due_on:%Y-%m-%d}（含当日），期满之后才能拟处理意见。"
        case CaseState.HEARING if found.has_open_certificate:
            return "收到了责任证明，请先审查是否采信，再拟处理意见。"
        case CaseState.PREPARED:
            return "由另一人审定：提出和拟办的人不能审定。"
        case CaseState.DECIDED:
            return "决定书签发之日列入并对外公开。"
    return ""


def _question(found: ListingCase, title: str, button: str, done: str, note: str = "") -> Question:
    address = _address(found.pk)
    crumbs = ((reverse("staff:credit_listings:list"), "列入程序"), (address, found.organization.name))
    facts = [("列入情形", str(found.ground)), ("事实", found.facts)]
    if found.served_on is not None:
        said = "\n".join(f"{one.get_kind_display()}：{one.text}" for one in found.statements.all())
        facts.append(("陈述申辩", said or "没有收到材料。"))
    if found.outcome:
        facts.append(("处理意见", f"{found.get_outcome_display()}：{found.reason}"))
    return Question(title, button, done, address, crumbs, lead=found.organization.name, note=note, facts=tuple(facts))


@guards.staff("credit_listings.propose")
def notify(request, pk):
    found = found_case(request, pk)
    office = found.organization.supervising_authority
    if office is None:
        raise Http404
    form = NotifyForm(request.POST or None, office=office)

    def do():
        issuer_name = form.cleaned_data["issuer_name"]
        letter = actions.notify(found, actor=request.actor, issuer=office, issuer_name=issuer_name)
        if letter is None:
            messages.info(request, STOPPED)
            return _address(pk)
        return reverse("staff:letters:detail", args=[letter.pk])

    words = ("拟制事先告知书", "生成告知书", "已生成告知书文稿，请核对后送核。")
    note = "告知书按文书流程核稿、签发、用印、送达；无法送达的可以公告送达。"
    return ask(request, form, _question(found, *words, note=note), do)


def stored(request, upload):
    if not upload:
        return None
    return files.store(
        upload.read(), name=upload.name, kind="credit_listing", permission="credit_listings.view",
        actor=request.actor, allowed=FILE_TYPES,
    )  # fmt: skip


@guards.staff("credit_listings.propose")
def statement(request, pk):
    """What came on paper."""
    found = found_case(request, pk)
    form = PaperStatementForm(request.POST or None, request.FILES or None, case=found)

    @transaction.atomic
    def do():
        file = stored(request, form.cleaned_data["document"])
        actions.state(found, actor=request.actor, file=file, **form.about)
        return _address(pk)

    return ask(request, form, _question(found, "登记陈述申辩材料", "保存", "已登记。"), do)


@guards.staff("credit_listings.propose")
def certificate(request, pk):
    found, form = found_case(request, pk), CertificateForm(request.POST or None)

    def do():
        actions.judge_certificate(found, actor=request.actor, **form.cleaned_data)
        return _address(pk)

    note = "业务主管单位或者其他有关部门书面证明该组织对此不负直接责任的，不列入。"
    return ask(request, form, _question(found, "审查责任证明", "保存", "已记录审查意见。", note), do)


@guards.staff("credit_listings.propose")
def prepare(request, pk):
    found, form = found_case(request, pk), PrepareForm(request.POST or None)

    def do():
        if not actions.prepare(found, actor=request.actor, **form.cleaned_data):
            messages.info(request, STOPPED)
        return _address(pk)

    return ask(request, form, _question(found, "拟处理意见", "送审定", "已办理，请另一人审定。"), do)


@guards.staff("credit_listings.decide")
def decide(request, pk):
    found, form = found_case(request, pk), DecideForm(request.POST or None)

    def do():
        if not actions.decide(found, actor=request.actor, **form.cleaned_data):
            messages.info(request, STOPPED)
        return _address(pk)

    note = "决定后生成列入决定书文稿，签发之日列入并对外公开。决定时再次复核事实，情形已消除的自行终止。"
    return ask(request, form, _question(found, "决定列入", "决定列入", "已办理。", note), do)


@guards.staff("credit_listings.decide")
def decide_not(request, pk):
    found, form = found_case(request, pk), DecideForm(request.POST or None)

    def do():
        actions.decide_not(found, actor=request.actor, **form.cleaned_data)
        return _address(pk)

    return ask(request, form, _question(found, "决定不予列入", "决定不予列入", "已决定不予列入，并告知该组织。"), do)


@require_POST
@guards.staff("credit_listings.decide")
def send_back(request, pk):
    actions.send_back(found_case(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已退回重拟。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("credit_listings.propose")
def withdraw(request, pk):
    actions.withdraw(found_case(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已撤回。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("credit_listings.view")
def document(request, pk, kind, row):
    """A file of the evidence or of a statement; fetching is logged."""
    rows = {"evidence": found_case(request, pk).evidence, "statement": found_case(request, pk).statements}
    one = get_object_or_404(rows[kind].select_related("file"), pk=row)
    if one.file is None:
        raise Http404
    return redirect(links.signed_link(one.file, request.actor))
