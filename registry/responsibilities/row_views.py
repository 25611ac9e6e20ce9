"""One row of a ledger: why a department is proposed, what it answered, who decided; duties and trade words."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from core.workflow import timeline
from registry.responsibilities import actions, queries
from registry.responsibilities.forms import AssignForm, ContestForm, DecideForm, TradeForm
from registry.responsibilities.models import DepartmentTrade, LedgerRow
from registry.responsibilities.states import ROW_WORDS, LedgerState
from registry.responsibilities.tables import DutyList, TradeList

SIGNED_OFF = (LedgerState.SIGNING, LedgerState.SIGNED)


def _row(request, pk) -> LedgerRow:
    return get_object_or_404(LedgerRow.objects.visible_to(request.actor).with_links(), pk=pk)


@require_GET
@guards.staff("ledgers.view")
def row(request, pk):
    return _page(request, _row(request, pk))


def _page(request, its, *, status=200, **forms):
    actor = request.actor
    may = {step.name for step in its.machine.available(its, actor)}
    if its.ledger.state in SIGNED_OFF:
        may = set()
    if actor.department_id not in its.ledger.organs:
        may.discard("decide")
    context = {
        "row": its,
        "ledger": its.ledger,
        "proposals": queries.proposals(its),
        "entries": timeline.entries(its, ROW_WORDS, with_office=True),
        "may": may,
        "assign_form": AssignForm(row=its, auto_id="assign_%s"),
        "contest_form": ContestForm(row=its, auto_id="contest_%s"),
        "decide_form": DecideForm(row=its, auto_id="decide_%s"),
        **forms,
    }
    return render(request, "registry/responsibilities/staff_row.html", context, status=status)


def _done(request, pk, said: str):
    messages.success(request, said)
    return redirect("staff:responsibilities:row", pk=pk)


@require_POST
@guards.staff("ledgers.edit")
def assign(request, pk):
    its = _row(request, pk)
    form = AssignForm(request.POST, row=its, auto_id="assign_%s")
    if not form.is_valid():
        return _page(request, its, status=422, assign_form=form)
    try:
        actions.assign(its, actor=request.actor, **form.chosen)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, _row(request, pk), status=409, assign_form=form)
    return _done(request, pk, "已确认归口。")


@require_POST
@guards.staff("ledgers.edit")
def send(request, pk):
    actions.send(_row(request, pk), actor=request.actor)
    return _done(request, pk, "已送部门确认。")


@require_POST
@guards.staff("ledgers.answer")
def accept(request, pk):
    actions.accept(_row(request, pk), actor=request.actor)
    return _done(request, pk, "已接受。")


@require_POST
@guards.staff("ledgers.answer")
def contest(request, pk):
    its = _row(request, pk)
    form = ContestForm(request.POST, row=its, auto_id="contest_%s")
    if not form.is_valid():
        return _page(request, its, status=422, contest_form=form)
    actions.contest(its, actor=request.actor, **form.cleaned_data)
    return _done(request, pk, "已提出异议，征求意见结束后由裁定机关裁定。")


@require_POST
@guards.staff("ledgers.arbitrate")
def decide(request, pk):
    its = _row(request, pk)
    form = DecideForm(request.POST, row=its, auto_id="decide_%s")
    if not form.is_valid():
        return _page(request, its, status=422, decide_form=form)
    actions.decide(its, actor=request.actor, **form.decided)
    return _done(request, pk, "已裁定，双方都会收到消息。")


@require_GET
@guards.staff("ledgers.view")
def list_duties(request):
    return DutyList().respond(request)


@require_GET
@guards.staff("ledgers.edit")
def list_trades(request):
    return TradeList().respond(request)


@guards.staff("ledgers.edit")
def add_trade(request):
    office = Department.objects.get(pk=request.actor.department_id)
    form = TradeForm(request.POST or None, office=office)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_trade(data.pop("department"), actor=request.actor, **data)
        except Refusal as refusal:
            form.add_error("word", str(refusal))
        else:
            messages.success(request, "已添加业务词。")
            return redirect("staff:responsibilities:trades")
    status = 422 if form.errors else 200
    return render(request, "registry/responsibilities/staff_trade.html", {"form": form}, status=status)


@guards.staff("ledgers.edit")
def end_trade(request, pk):
    trade = get_object_or_404(DepartmentTrade.objects.select_related("department"), pk=pk)
    if request.method == "POST":
        actions.end_trade(trade, actor=request.actor, last_day=clock.today())
        messages.success(request, f"“{trade.word}”用到今天为止。")
        return redirect("staff:responsibilities:trades")
    return render(request, "registry/responsibilities/staff_end_trade.html", {"trade": trade})
