"""Party funds for the organ that grants them, and for those who read its line."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.files import links
from core.refusal import Refusal
from core.workflow import timeline
from party_building.funds import actions, queries
from party_building.funds.entering import entered
from party_building.funds.forms import BudgetForm, DueForm, GrantForm, NewBudgetForm, PayForm, RateForm, SpendingForm
from party_building.funds.models import FundBudget, Grant, GrantRule, Spending
from party_building.funds.states import EDIT, PAY, STEPS, GrantState
from party_building.funds.tables import GrantList, SpendingList, YearList
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitKind

FOLDER = "party_building/funds"
LIST, GRANT, UNIT = "staff:party_funds:list", "staff:party_funds:grant", "staff:party_funds:unit"


@require_safe
@guards.staff("party_funds.view")
def index(request):
    return YearList().respond(request)


@require_POST
@guards.staff("party_funds.export")
def export(request):
    return exports.export(YearList(), request)


@require_safe
@guards.staff("party_funds.view")
def grants(request):
    return GrantList().respond(request)


@require_POST
@guards.staff("party_funds.export")
def export_grants(request):
    return exports.export(GrantList(), request)


@require_safe
@guards.staff("party_funds.view")
def spendings(request):
    return SpendingList().respond(request)


@require_POST
@guards.staff("party_funds.export")
def export_spendings(request):
    return exports.export(SpendingList(), request)


def _form(request, form, title: str, back: str, *, lead: str = "", status=200):
    context = {"form": form, "title": title, "back": back, "lead": lead}
    return render(request, f"{FOLDER}/staff_form.html", context, status=status)


def _office(request) -> Department:
    return get_object_or_404(Department, pk=request.actor.department_id)


def _own_units(request):
    units = PartyUnit.objects.on(clock.today()).filter(superior=request.actor.department_id, kind=UnitKind.OWN)
    return units.order_by("name")


@require_safe
@guards.staff("party_funds.view")
def due(request):
    """应拨未拨: what the rules grant and nobody has prepared."""
    rows = queries.due(request.actor.scope, clock.today())
    may_prepare = request.actor.can(EDIT) and not request.actor.read_only
    context = {
        "rows": [
            {"due": row, "is_mine": may_prepare and row.department_id == request.actor.department_id} for row in rows
        ],
        "total": sum((row.rate.grant_yuan for row in rows), queries.NOTHING),
    }
    return render(request, f"{FOLDER}/staff_due.html", context)


@guards.staff("party_funds.edit")
def prepare_due(request, rule_id, subject_id):
    rows = queries.due(request.actor.scope, clock.today())
    found = next((row for row in rows if (row.rule.pk, row.subject.pk) == (rule_id, subject_id)), None)
    if found is None:
        return redirect("staff:party_funds:due")  # somebody else prepared it meanwhile
    units = queries.payees(found.subject)
    form = DueForm(request.POST or None, units=units, initial={"unit": found.unit})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.prepare(
                _office(request), actor=request.actor, unit=form.cleaned_data["unit"], rule=found.rule,
                subject=found.subject, purpose=f"{found.rule.title}：{found.subject}",
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已拟拨，由另一人拨付。")
            return redirect(GRANT, pk=made.pk)
    lead = f"{found.rule.title}，{found.rate.grant_yuan:,.2f}元，对象：{found.subject}"
    status = 422 if form.errors else 200
    return _form(request, form, "拟拨经费", "staff:party_funds:due", lead=lead, status=status)


@require_safe
@guards.staff("party_funds.view")
def rules(request):
    return _rules_page(request)


def _rules_page(request, *, chosen: GrantRule | None = None, form=None, status=200):
    found = GrantRule.objects.prefetch_related("rates")
    may_edit = request.actor.can(PAY) and not request.actor.read_only
    context = {
        "rules": [
            {"rule": rule, "form": form if rule == chosen else RateForm(auto_id=f"rate{rule.pk}_%s")} for rule in found
        ],
        "may_edit": may_edit,
    }
    return render(request, f"{FOLDER}/staff_rules.html", context, status=status)


@require_POST
@guards.staff("party_funds.pay")
def set_rate(request, pk):
    rule = get_object_or_404(GrantRule, pk=pk)
    form = RateForm(request.POST, auto_id=f"rate{rule.pk}_%s")
    if form.is_valid():
        try:
            actions.set_rate(rule, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记新的金额标准。")
            return redirect("staff:party_funds:rules")
    return _rules_page(request, chosen=rule, form=form, status=422)


@guards.staff("party_funds.edit")
def create_budget(request):
    form = NewBudgetForm(request.POST or None, units=_own_units(request), initial={"year": clock.today().year})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_budget(_office(request), actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记预算。")
            return redirect(LIST)
    return _form(request, form, "登记预算", LIST, status=422 if form.errors else 200)


@guards.staff("party_funds.edit")
def edit_budget(request, pk):
    def current() -> FundBudget:
        return get_object_or_404(FundBudget.objects.visible_to(request.actor).select_related("department"), pk=pk)

    form = BudgetForm(request.POST or None, instance=current())
    if request.method != "POST":
        return _form(request, form, "调整预算", LIST)
    if form.is_valid():
        try:
            if form.attempt(
                lambda: actions.edit_budget(
                    current(), actor=request.actor, version=form.posted_version, **form.changes
                )
            ):
                messages.success(request, "已调整预算。")
                return redirect(LIST)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _form(request, form, "调整预算", LIST, status=form.status)


@guards.staff("party_funds.edit")
def create_grant(request):
    form = GrantForm(request.POST or None, units=_own_units(request).select_related("organization"))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.prepare(
                _office(request), actor=request.actor, unit=said["unit"], purpose=said["purpose"], rule=said["rule"],
                subject=form.subject, grant_yuan=said["grant_yuan"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已拟拨，由另一人拨付。")
            return redirect(GRANT, pk=made.pk)
    return _form(request, form, "登记一笔拨付", "staff:party_funds:grants", status=422 if form.errors else 200)


def _grant(request, pk) -> Grant:
    rows = Grant.objects.visible_to(request.actor)
    links_ = ("department", "unit", "rule", "station", "model_site", "organization")
    return get_object_or_404(rows.select_related(*links_), pk=pk)


@require_safe
@guards.staff("party_funds.view")
def grant(request, pk):
    return _grant_page(request, _grant(request, pk))


def _grant_page(request, found: Grant, *, form=None, status=200):
    steps = {step.name for step in found.machine.available(found, request.actor)}
    entries = timeline.entries(found, STEPS, with_office=True)
    context = {
        "grant": found,
        "form": form or (PayForm() if "pay" in steps else None),
        "timeline": entries,
        "is_competent": request.actor.competent_for(found),
        "is_waiting": found.state == GrantState.PREPARED,
    }
    return render(request, f"{FOLDER}/staff_grant.html", context, status=status)


@require_POST
@guards.staff("party_funds.pay")
def pay(request, pk):
    found, form = _grant(request, pk), PayForm(request.POST)
    if form.is_valid():
        try:
            actions.pay(found, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已拨付，计入该党组织余额。")
            return redirect(GRANT, pk=pk)
    return _grant_page(request, _grant(request, pk), form=form, status=422)


@require_POST
@guards.staff("party_funds.edit")
def cancel(request, pk):
    actions.cancel(_grant(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已取消拟拨。")
    return redirect(GRANT, pk=pk)


@require_POST
@guards.staff("party_funds.pay")
def reverse_grant(request, pk):
    actions.reverse(_grant(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已收回。")
    return redirect(GRANT, pk=pk)


def _unit(request, pk) -> PartyUnit:
    rows = PartyUnit.objects.visible_to(request.actor).select_related("superior", "organization")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("party_funds.view")
def unit(request, pk):
    return _unit_page(request, _unit(request, pk))


def _unit_page(request, found: PartyUnit, *, form=None, status=200):
    """Grants of every organ to this unit: whoever sees the unit sees its whole account."""
    may_enter = request.actor.can(EDIT) and request.actor.competent_for(found)
    context = {
        "unit": found,
        "balance": queries.balance(found),
        "grants": found.grants.exclude(state=GrantState.CANCELLED).order_by("-prepared_on", "-pk"),
        "spendings": found.spendings.order_by("-spent_on", "-pk"),
        "form": form or (SpendingForm() if may_enter else None),
        "is_competent": request.actor.competent_for(found),
    }
    return render(request, f"{FOLDER}/staff_unit.html", context, status=status)


@require_POST
@guards.staff("party_funds.edit")
def spend(request, pk):
    found, form = _unit(request, pk), SpendingForm(request.POST, request.FILES)
    if entered(request, found, form):
        messages.success(request, "已登记支出。")
        return redirect(UNIT, pk=pk)
    return _unit_page(request, found, form=form, status=422)


def _spending(request, pk) -> Spending:
    rows = Spending.objects.visible_to(request.actor).select_related("unit__superior", "voucher")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.staff("party_funds.view")
def spending(request, pk):
    found = _spending(request, pk)
    context = {
        "spending": found,
        "may_void": request.actor.can(EDIT) and request.actor.competent_for(found) and found.state == "entered",
        "timeline": timeline.entries(found, STEPS, with_office=True),
    }
    return render(request, f"{FOLDER}/staff_spending.html", context)


@require_POST
@guards.staff("party_funds.view")
def voucher(request, pk):
    """Fetching is logged."""
    found = _spending(request, pk)
    if found.voucher is None:
        raise Http404
    return redirect(links.signed_link(found.voucher, request.actor))


@require_POST
@guards.staff("party_funds.edit")
def void(request, pk):
    actions.void(_spending(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已作废，不再计入支出。")
    return redirect("staff:party_funds:spending", pk=pk)
