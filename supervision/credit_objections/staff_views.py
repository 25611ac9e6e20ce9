"""Objections for the offices: looked into by one person, decided by another."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.files import actions as files
from core.files import links
from core.workflow import timeline
from registry.organizations.papers import FILE_TYPES
from supervision.asking import Question, ask
from supervision.credit_listings.models import CreditEntry
from supervision.credit_objections import actions
from supervision.credit_objections.forms import AdviseForm, RaiseForm, UpholdForm
from supervision.credit_objections.models import CreditObjection
from supervision.credit_objections.states import STEP_WORDS, Advice
from supervision.credit_objections.tables import ObjectionList

PAGE = "staff:credit_objections:detail"


@require_safe
@guards.staff("credit_listings.view")
def index(request):
    return ObjectionList().respond(request)


def _found(request, pk) -> CreditObjection:
    rows = CreditObjection.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "entry__ground", "entry__organization__supervising_authority",
        "record__organization__supervising_authority", "file",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


@require_safe
@guards.staff("credit_listings.view")
def detail(request, pk):
    found = _found(request, pk)
    may = {step.name for step in found.machine.available(found, request.actor)}
    may.discard("withdraw")
    may.discard("uphold" if found.advice == Advice.REJECT else "reject")
    context = {
        "found": found,
        "may": may,
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
        "is_competent": request.actor.competent_for(found),
    }
    return render(request, "supervision/credit_objections/staff_detail.html", context)


@guards.staff("credit_removals.handle")
def create(request, pk):
    """The office doubts the stay `pk` itself, or takes down an objection from paper."""
    rows = CreditEntry.objects.visible_to(request.actor).select_related(
        "organization__supervising_authority", "ground"
    )
    entry = get_object_or_404(rows, pk=pk)
    form = RaiseForm(request.POST or None, request.FILES or None)

    @transaction.atomic
    def do():
        file = stored(request, form.cleaned_data["document"])
        made = actions.object_to(entry, actor=request.actor, text=form.cleaned_data["text"], file=file)
        return _address(made.pk)

    back = reverse("staff:credit_listings:entry", args=[pk])
    question = Question("登记异议或者更正", "保存", "已登记，请审查。", back, ((back, entry.organization.name),),
                        lead=entry.organization.name, facts=(("列入记录", str(entry)),))  # fmt: skip
    return ask(request, form, question, do)


def stored(request, upload):
    if not upload:
        return None
    return files.store(
        upload.read(), name=upload.name, kind="credit_objection", permission="credit_listings.view",
        actor=request.actor, allowed=FILE_TYPES,
    )  # fmt: skip


def _question(found: CreditObjection, title: str, button: str, done: str, note: str = "") -> Question:
    address = _address(found.pk)
    crumbs = ((reverse("staff:credit_objections:list"), "信用异议"), (address, found.organization.name))
    facts = (("针对", str(found.subject)), ("异议内容", found.text))
    return Question(title, button, done, address, crumbs, lead=found.organization.name, note=note, facts=facts)


@guards.staff("credit_removals.handle")
def advise(request, pk):
    found, form = _found(request, pk), AdviseForm(request.POST or None)

    def do():
        actions.advise(found, actor=request.actor, **form.cleaned_data)
        return _address(pk)

    return ask(request, form, _question(found, "拟审查意见", "送审定", "已送审定。"), do)


@guards.staff("credit_removals.decide")
def uphold(request, pk):
    found, form = _found(request, pk), UpholdForm(request.POST or None)

    def do():
        actions.uphold(found, actor=request.actor, **form.cleaned_data)
        return _address(pk)

    note = "决定后撤销列入或者撤回信用信息，登记信息、公开页面和信用信息同时更正，不留公开痕迹。"
    return ask(request, form, _question(found, "决定异议成立", "决定", "已更正。", note), do)


@require_POST
@guards.staff("credit_listings.view")
def document(request, pk):
    found = _found(request, pk)
    if found.file is None:
        raise Http404
    return redirect(links.signed_link(found.file, request.actor))


def _step(request, pk, verb, said: str):
    verb(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("credit_removals.decide")
def send_back(request, pk):
    return _step(request, pk, actions.send_back, "已退回重新审查。")


@require_POST
@guards.staff("credit_removals.decide")
def reject(request, pk):
    return _step(request, pk, actions.reject, "已决定异议不成立，并告知该组织。")
