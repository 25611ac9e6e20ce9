"""分支机构: the tab on the organization page."""

from core import clock
from core.access import guards
from registry.branches import rulebook
from registry.branches.models import BranchOffice
from registry.branches.tables import doubts, state_pair
from registry.organizations import frame


@guards.staff("branches.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    branches = BranchOffice.objects.visible_to(request.actor).filter(organization=organization)
    rows = [
        {"branch": one, "badge": state_pair(one), "doubts": doubts(one)}
        for one in branches.order_by("closed_on", "established_on", "pk")
    ]
    context = {
        "rows": rows,
        "bans": rulebook.bans(organization, clock.today()),
        "may_record": request.actor.can("branches.note") and request.actor.competent_for(organization),
        "organization": organization,
    }
    return frame.respond(
        request,
        organization,
        tab="staff:branches:of_organization",
        template="registry/branches/organization_panel.html",
        context=context,
    )
