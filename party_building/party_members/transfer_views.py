"""组织关系转接: both sides see the record, the receiving one confirms."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.audit.actions import note_look
from core.refusal import Refusal
from core.workflow import timeline
from party_building.party_members import actions
from party_building.party_members.forms import ReceiveForm
from party_building.party_members.models import MemberTransfer
from party_building.party_members.register import named
from party_building.party_members.states import STEPS, TransferState
from party_building.party_members.tables import TransferList


@require_GET
@never_cache
@guards.staff("party_members.view")
@named
def index(request):
    note_look(request, "party_members.view_transfers")
    return TransferList().respond(request)


def _transfer(request, pk) -> MemberTransfer:
    links = ("member__person", "from_unit__superior", "to_unit__superior")
    return get_object_or_404(MemberTransfer.objects.visible_to(request.actor).select_related(*links), pk=pk)


def _page(request, transfer: MemberTransfer, form: ReceiveForm):
    actor, is_open = request.actor, transfer.state == TransferState.SENT
    side = transfer.from_unit or transfer.to_unit
    may_edit = actor.can("party_members.edit") and not actor.read_only and is_open
    context = {
        "transfer": transfer,
        "form": form,
        "may_receive": may_edit and actor.competent_for(transfer),
        "may_withdraw": may_edit and actor.competent_for(side),
        "sees_member": transfer.member in type(transfer.member).objects.visible_to(actor),
        "entries": timeline.entries(transfer, STEPS, with_office=True),
    }
    status = 422 if form.errors else 200
    return render(request, "party_building/party_members/staff_transfer.html", context, status=status)


@require_GET
@never_cache
@guards.staff("party_members.view")
@named
def detail(request, pk):
    transfer = _transfer(request, pk)
    note_look(request, "party_members.view_transfer", subject=transfer)
    return _page(request, transfer, ReceiveForm(initial={"received_on": clock.today()}))


@require_POST
@guards.staff("party_members.edit")
@named
def receive(request, pk):
    transfer, form = _transfer(request, pk), ReceiveForm(request.POST)
    if form.is_valid():
        try:
            actions.receive(transfer, actor=request.actor, received_on=form.cleaned_data["received_on"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已确认接收，名册中的组织关系随之变更。")
            return redirect("staff:party_members:transfer", pk=pk)
    return _page(request, _transfer(request, pk), form)


@require_POST
@guards.staff("party_members.edit")
@named
def withdraw(request, pk):
    actions.withdraw(_transfer(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已撤回，组织关系不变。")
    return redirect("staff:party_members:transfer", pk=pk)
