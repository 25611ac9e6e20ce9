"""The secretary's side of party funds: what her branch received, spent and has left."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.access import guards
from core.files import links
from core.workflow import timeline
from party_building.funds import actions, queries
from party_building.funds.entering import entered
from party_building.funds.forms import SpendingForm
from party_building.funds.models import Spending
from party_building.funds.states import ENTER, STEPS
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitKind

FOLDER = "party_building/funds"


def _units(request):
    """Those her own organization hosts: a joint branch's money is its host's."""
    rows = PartyUnit.objects.visible_to(request.actor)
    return rows.filter(organization_id=request.actor.organization_id, kind=UnitKind.OWN).select_related("superior")


@require_safe
@guards.organization("own_party_funds.view")
def index(request):
    context = {
        "accounts": [
            {
                "unit": unit,
                "balance": queries.balance(unit),
                "grants": unit.grants.paid().order_by("-granted_on", "-pk"),
                "spendings": unit.spendings.order_by("-spent_on", "-pk"),
            }
            for unit in _units(request).order_by("name")
        ]
    }
    return render(request, f"{FOLDER}/org_list.html", context)


@guards.organization("own_party_funds.enter")
def spend(request, pk):
    unit = get_object_or_404(_units(request), pk=pk)
    form = SpendingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and entered(request, unit, form):
        messages.success(request, "已登记支出。")
        return redirect("org:party_funds:list")
    context = {"form": form, "unit": unit, "balance": queries.balance(unit)}
    return render(request, f"{FOLDER}/org_form.html", context, status=422 if form.errors else 200)


def _spending(request, pk) -> Spending:
    rows = Spending.objects.visible_to(request.actor).select_related("unit__superior", "voucher")
    return get_object_or_404(rows, pk=pk)


@require_safe
@guards.organization("own_party_funds.view")
def spending(request, pk):
    found = _spending(request, pk)
    context = {
        "spending": found,
        "may_void": request.actor.can(ENTER) and found.state == "entered",
        "timeline": timeline.entries(found, STEPS, with_office=True),
    }
    return render(request, f"{FOLDER}/org_spending.html", context)


@require_POST
@guards.organization("own_party_funds.view")
def voucher(request, pk):
    found = _spending(request, pk)
    if found.voucher is None:
        raise Http404
    return redirect(links.signed_link(found.voucher, request.actor, permission="own_party_funds.view"))


@require_POST
@guards.organization("own_party_funds.enter")
def void(request, pk):
    actions.void(_spending(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已作废，不再计入支出。")
    return redirect("org:party_funds:spending", pk=pk)
