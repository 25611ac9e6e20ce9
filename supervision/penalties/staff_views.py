"""The penalty ledger: entered by one person, confirmed by another."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.files import actions as files
from core.files import links
from core.workflow import timeline
from registry.organizations.frame import organization_or_404
from registry.organizations.papers import FILE_TYPES
from supervision.asking import Question, ask
from supervision.penalties import actions
from supervision.penalties.forms import EditForm, EnterForm, WithdrawalForm, of_items
from supervision.penalties.models import Penalty
from supervision.penalties.states import STEP_WORDS
from supervision.penalties.tables import PenaltyList

PAGE = "staff:penalties:detail"
NOTE = "按决定书原文录入，另一人对照决定书复核后才计入信用信息。预计用时 5 分钟。"


@require_safe
@guards.staff("penalties.view")
def index(request):
    return PenaltyList().respond(request)


@require_POST
@guards.staff("penalties.export")
def export(request):
    return exports.export(PenaltyList(), request)


def _found(request, pk) -> Penalty:
    links_ = ("organization__supervising_authority", "document", "corrects")
    rows = Penalty.objects.visible_to(request.actor).select_related(*links_).prefetch_related("items")
    return get_object_or_404(rows, pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


@require_safe
@guards.staff("penalties.view")
def detail(request, pk):
    found = _found(request, pk)
    may = {step.name for step in found.machine.available(found, request.actor)}
    context = {
        "found": found,
        "may": may,
        "may_correct": "ask_withdrawal" in may,
        "corrections": Penalty.objects.visible_to(request.actor).filter(corrects=found),
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
        "is_competent": request.actor.competent_for(found),
    }
    return render(request, "supervision/penalties/staff_detail.html", context)


def _stored(request, upload):
    if not upload:
        return None
    return files.store(
        upload.read(), name=upload.name, kind="penalty", permission="penalties.view", actor=request.actor,
        allowed=FILE_TYPES,
    )  # fmt: skip


@guards.staff("penalties.enter")
def create(request, pk):
    """Of the organization `pk`."""
    organization = organization_or_404(request.actor, pk)
    back = reverse("staff:credit:of_organization", args=[pk])
    form = EnterForm(request.POST or None, request.FILES or None)
    question = Question("录入行政处罚", "保存", "已录入，请另一人复核。", back, ((back, organization.name),),
                        lead=organization.name, note=NOTE)  # fmt: skip
    return ask(request, form, question, lambda: _entered(request, organization, form))


@transaction.atomic
def _entered(request, organization, form, corrects: Penalty | None = None) -> str:
    file = _stored(request, form.cleaned_data["document"])
    made = actions.enter(
        organization, actor=request.actor, items=form.items, document=file, corrects=corrects, **form.values
    )
    return _address(made.pk)


@guards.staff("penalties.enter")
def correct(request, pk):
    """更正: a new record that replaces this one once another person has confirmed it."""
    found = _found(request, pk)
    initial = {name: getattr(found, name) for name in actions.FIELDS} | of_items(found)
    form = EnterForm(request.POST or None, request.FILES or None, initial=initial, needs_document=False)
    question = Question(
        "更正行政处罚记录", "保存更正", "已保存更正，请另一人复核。", _address(pk), ((_address(pk), str(found)),),
        lead=found.organization.name, note="复核确认之前，原记录不变。",
    )  # fmt: skip
    return ask(request, form, question, lambda: _entered(request, found.organization, form, found))


@guards.staff("penalties.enter")
def edit(request, pk):
    found = _found(request, pk)
    form = EditForm(request.POST or None, request.FILES or None, instance=found)

    @transaction.atomic
    def do():
        file = _stored(request, form.cleaned_data["document"])
        actions.edit(
            found, actor=request.actor, version=form.posted_version, items=form.items, document=file, **form.values
        )
        return _address(pk)

    question = Question(
        "修改行政处罚记录", "保存", "已保存，请另一人复核。", _address(pk), ((_address(pk), str(found)),),
        lead=found.organization.name, note=NOTE,
    )  # fmt: skip
    return ask(request, form, question, do)


@guards.staff("penalties.enter")
def ask_withdrawal(request, pk):
    found, form = _found(request, pk), WithdrawalForm(request.POST or None)

    def do():
        actions.ask_withdrawal(found, actor=request.actor, **form.cleaned_data)
        return _address(pk)

    question = Question(
        "登记处罚被撤销", "保存", "已登记，请另一人确认。", _address(pk), ((_address(pk), str(found)),),
        lead=found.organization.name, note="行政复议、诉讼或者原机关撤销处罚的，凭文书登记。",
    )  # fmt: skip
    return ask(request, form, question, do)


@require_POST
@guards.staff("penalties.view")
def document(request, pk):
    """The scan of the decision; fetching is logged."""
    found = _found(request, pk)
    if found.document is None:
        raise Http404
    return redirect(links.signed_link(found.document, request.actor))


def _step(request, pk, verb, said: str, **given):
    verb(_found(request, pk), actor=request.actor, **given)
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("penalties.confirm")
def confirm(request, pk):
    return _step(request, pk, actions.confirm, "已确认，并形成一条信用信息。")


@require_POST
@guards.staff("penalties.confirm")
def send_back(request, pk):
    return _step(request, pk, actions.send_back, "已退回修改。", comment=request.POST.get("comment", ""))


@require_POST
@guards.staff("penalties.enter")
def discard(request, pk):
    return _step(request, pk, actions.discard, "已作废。", comment=request.POST.get("comment", ""))


@require_POST
@guards.staff("penalties.confirm")
def confirm_withdrawal(request, pk):
    return _step(request, pk, actions.confirm_withdrawal, "已确认撤销，相关信用信息已撤回。")


@require_POST
@guards.staff("penalties.confirm")
def refuse_withdrawal(request, pk):
    return _step(
        request, pk, actions.refuse_withdrawal, "已退回，处罚记录不变。", comment=request.POST.get("comment", "")
    )
