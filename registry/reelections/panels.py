"""换届: the tab on the organization page."""

from django.views.decorators.http import require_GET

from core.access import guards
from registry.organizations import frame
from registry.reelections import queries
from registry.reelections.models import Reelection
from registry.reelections.states import REVIEW


@require_GET
@guards.staff("reelections.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    rows = Reelection.objects.visible_to(request.actor).filter(organization=organization)
    context = {
        "rows": list(rows.order_by("-opened_on", "-pk")),
        "term": queries.term_now(organization),
        "may_open": request.actor.can(REVIEW) and request.actor.competent_for(organization),
        "organization": organization,
    }
    return frame.respond(
        request,
        organization,
        tab="staff:reelections:of_organization",
        template="registry/reelections/organization_panel.html",
        context=context,
    )
