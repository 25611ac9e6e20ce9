"""The branch secretary's own unit, also where a joint branch of others covers her organization."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from core.access import guards
from party_building.party_units import profile
from party_building.party_units.lists import state_pair
from party_building.party_units.models import PartyUnit


def _units(request):
    return (
        PartyUnit.objects.visible_to(request.actor)
        .select_related(*profile.LINKS)
        .order_by("dissolved_on", "name", "pk")
    )


@require_GET
@guards.organization("own_party_units.view")
def index(request):
    """One unit is shown at once; several, or none, as a list."""
    units = list(_units(request))
    if len(units) == 1:
        return redirect("org:party_units:detail", pk=units[0].pk)
    rows = [{"unit": unit, "badge": state_pair(unit)} for unit in units]
    return render(request, "party_building/party_units/org_list.html", {"rows": rows})


@require_GET
@guards.organization("own_party_units.view")
def detail(request, pk):
    unit = get_object_or_404(_units(request), pk=pk)
    context = {
        "unit": unit,
        "badge": state_pair(unit),
        "sections": profile.sections(unit, request.actor),
        "sees_inner": True,
        "may_edit": False,
        **profile.outer(unit, request.actor),
        **profile.inner(unit),
    }
    return render(request, "party_building/party_units/org_detail.html", context)
