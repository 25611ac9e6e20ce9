"""六个同步: the tab on the organization page, with what stands behind each."""

from core.access import guards
from party_building.six_syncs import queries
from party_building.six_syncs.states import SyncState
from party_building.six_syncs.tables import pair
from registry.organizations import frame
from registry.organizations.models import Organization


@guards.staff("six_syncs.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    day = frame.day_of(request)
    states = queries.with_states(Organization.objects.filter(pk=pk), day).get()
    rows = []
    for column in queries.columns():
        state = getattr(states, column.name)
        why = column.source.why([pk], day).get(pk) if column.source and state != SyncState.NOT_OPEN else None
        rows.append({"column": column, "badge": pair(state), "why": why})
    return frame.respond(
        request,
        organization,
        tab="staff:six_syncs:of_organization",
        template="party_building/six_syncs/organization_panel.html",
        context={"rows": rows},
    )
