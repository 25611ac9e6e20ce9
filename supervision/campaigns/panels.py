"""监管线索: the tab on the organization page. For offices alone; nothing of it is public."""

from django.views.decorators.http import require_safe

from core.access import guards
from registry.organizations import frame
from supervision.campaigns import queries
from supervision.zombies.queries import clues


@require_safe
@guards.staff("campaigns.clues")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    context = {
        "clues": clues(organization, frame.day_of(request)),
        "targets": queries.of_organization(request.actor, organization.pk)
        if request.actor.can("campaigns.view")
        else [],
    }
    return frame.respond(
        request,
        organization,
        tab="staff:campaigns:of_organization",
        template="supervision/campaigns/organization_panel.html",
        context=context,
    )
