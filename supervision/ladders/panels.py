"""处置进程: the tab on the organization page."""

from core import clock
from core.access import guards
from registry.organizations import frame
from supervision.credit_pauses.models import CreditPause
from supervision.ladders.drawing import drawn, steps_out
from supervision.ladders.models import Ladder


@guards.staff("ladders.view")
def of_organization(request, pk):
    organization, day = frame.organization_or_404(request.actor, pk), clock.today()
    ladders = Ladder.objects.visible_to(request.actor).filter(organization=organization).select_related("organization")
    context = {
        "ladders": [drawn(one, day, actor=request.actor) for one in ladders.running().order_by("began_on")],
        "stopped": ladders.exclude(pk__in=ladders.running().values("pk")).order_by("-stopped_on")[:10],
        "out": steps_out(organization, day),
        "pauses": CreditPause.objects.visible_to(request.actor).filter(organization=organization)[:10],
        "may_pause": request.actor.can("ladders.propose_pause") and request.actor.competent_for(organization),
    }
    return frame.respond(
        request,
        organization,
        tab="staff:ladders:of_organization",
        template="supervision/ladders/organization_panel.html",
        context=context,
    )
