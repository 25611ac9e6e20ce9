"""党组织: the tab on the organization page."""

from core.access import guards
from party_building.party_units.lists import state_pair
from party_building.party_units.models import PartyUnit
from registry.organizations import frame


@guards.staff("party_units.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    day = frame.day_of(request)
    units = PartyUnit.objects.visible_to(request.actor).filter(organization=organization, established_on__lte=day)
    units = units.select_related("superior")
    rows = [{"unit": unit, "badge": state_pair(unit, day)} for unit in units.order_by("-established_on", "-pk")]
    return frame.respond(
        request,
        organization,
        tab="staff:party_units:of_organization",
        template="party_building/party_units/organization_panel.html",
        context={"rows": rows},
    )
