"""共建协议: kept by the organ above the unit, looked at by civil affairs."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.workflow import timeline
from party_building.asking import Question, ask
from party_building.co_building import actions
from party_building.co_building.forms import (
    AgreementEditForm,
    AgreementForm,
    DeliverForm,
    EndForm,
    RenewForm,
    SignForm,
)
from party_building.co_building.models import Agreement, ItemDelivery
from party_building.co_building.states import AgreementState
from party_building.co_building.tables import AgreementList, state_pair

STEPS = {"draft": "起草", "edit": "修改", "sign": "登记签订", "discard": "作废", "end": "终止"}


@require_GET
@guards.staff("co_building.view")
def index(request):
    return AgreementList().respond(request)


@require_POST
@guards.staff("co_building.export")
def export(request):
    return exports.export(AgreementList(), request)


def _agreement(request, pk) -> Agreement:
    rows = Agreement.objects.visible_to(request.actor).with_renewal()
    return get_object_or_404(rows.select_related("unit__superior", "renews", "partner_department"), pk=pk)


def items_of(agreement: Agreement):
    """With how often each was done by today, and the lines about it."""
    lines = Prefetch("deliveries", ItemDelivery.objects.order_by("done_on", "pk"), to_attr="lines")
    return agreement.items.with_done(clock.today()).prefetch_related(lines).order_by("number")


@require_GET
@guards.staff("co_building.view")
def detail(request, pk):
    agreement = _agreement(request, pk)
    is_competent = request.actor.competent_for(agreement)
    context = {
        "agreement": agreement,
        "badge": state_pair(agreement),
        "items": items_of(agreement),
        "renewal": agreement.renewals.exclude(state=AgreementState.DISCARDED).first(),
        "is_competent": is_competent,
        "may_edit": is_competent and request.actor.can("co_building.edit"),
        "entries": timeline.entries(agreement, STEPS, with_office=True),
    }
    return render(request, "party_building/co_building/staff_detail.html", context)


def _of_list() -> tuple[str, str]:
    return reverse("staff:co_building:list"), "共建协议"


def _address(agreement: Agreement) -> str:
    return reverse("staff:co_building:detail", args=[agreement.pk])


def _question(agreement: Agreement, title: str, button: str, done: str, lead: str = "") -> Question:
    address = _address(agreement)
    crumbs = (_of_list(), (address, agreement.title))
    return Question(title, button, done, address, crumbs, lead=lead or agreement.title)


@guards.staff("co_building.edit")
def create(request):
    form = AgreementForm(request.POST or None, actor=request.actor)

    def do():
        said = form.told
        return _address(actions.draft(said.pop("unit"), actor=request.actor, **said))

    of_list = _of_list()
    return ask(request, form, Question("起草共建协议", "保存草稿", "已保存草稿。", of_list[0], (of_list,)), do)


@guards.staff("co_building.edit")
def edit(request, pk):
    agreement = _agreement(request, pk)
    form = AgreementEditForm(request.POST or None, instance=_agreement(request, pk))

    def do():
        actions.edit(agreement, actor=request.actor, version=form.posted_version, **form.told)
        return _address(agreement)

    return ask(request, form, _question(agreement, "修改共建协议", "保存", "已保存。"), do)


@guards.staff("co_building.edit")
def sign(request, pk):
    agreement = _agreement(request, pk)
    form = SignForm(request.POST or None)

    def do():
        actions.sign(agreement, actor=request.actor, **form.cleaned_data)
        return _address(agreement)

    return ask(request, form, _question(agreement, "登记签订", "登记", "已登记签订。"), do)


@require_POST
@guards.staff("co_building.edit")
def discard(request, pk):
    actions.discard(_agreement(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已作废。")
    return redirect("staff:co_building:detail", pk=pk)


@guards.staff("co_building.edit")
def end(request, pk):
    agreement = _agreement(request, pk)
    form = EndForm(request.POST or None, agreement=agreement)

    def do():
        actions.end(agreement, actor=request.actor, **form.cleaned_data)
        return _address(agreement)

    return ask(request, form, _question(agreement, "终止共建协议", "终止", "已终止。"), do)


@guards.staff("co_building.edit")
def renew(request, pk):
    agreement = _agreement(request, pk)
    form = RenewForm(request.POST or None, agreement=agreement)

    def do():
        return _address(actions.renew(agreement, actor=request.actor, **form.cleaned_data))

    return ask(request, form, _question(agreement, "续签共建协议", "保存草稿", "已保存续签草稿。"), do)


@guards.staff("co_building.edit")
def deliver(request, pk, item):
    agreement = _agreement(request, pk)
    found = get_object_or_404(agreement.items.select_related("agreement__unit__superior"), pk=item)
    form = DeliverForm(request.POST or None)

    def do():
        actions.deliver(found, actor=request.actor, **form.cleaned_data)
        return _address(agreement)

    return ask(request, form, _question(agreement, "登记完成情况", "登记", "已登记完成情况。", found.text), do)


@require_POST
@guards.staff("co_building.edit")
def withdraw_delivery(request, pk, delivery):
    rows = ItemDelivery.objects.filter(item__agreement=_agreement(request, pk))
    found = get_object_or_404(rows.select_related("item__agreement__unit__superior"), pk=delivery)
    actions.withdraw_delivery(found, actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已撤回这条完成记录。")
    return redirect("staff:co_building:detail", pk=pk)
