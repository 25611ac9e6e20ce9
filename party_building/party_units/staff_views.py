from django.shortcuts import get_object_or_404, render

from core.access import guards
from party_building.party_units.lists import PartyUnitList, state_pair
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization


@guards.staff("party_units.view")
def index(request):
    return PartyUnitList().respond(request)


@guards.staff("party_units.view")
def detail(request, pk):
    rows = PartyUnit.objects.visible_to(request.actor).select_related("superior", "department", "organization")
    unit = get_object_or_404(rows, pk=pk)
    sees_host = Organization.objects.visible_to(request.actor).filter(pk=unit.organization_id).exists()
    context = {
        "unit": unit,
        "badge": state_pair(unit),
        "sees_host": sees_host and request.actor.can("organizations.view"),
        "is_competent": request.actor.competent_for(unit),
    }
    return render(request, "party_building/party_units/staff_detail.html", context)
