"""联系服务: the tab on the organization page. A call is taken down here in one line, with an answer to read out."""

from core import clock
from core.access import guards
from registry.organizations import frame, owed
from supervision.liaison import dossier
from supervision.liaison.forms import ContactForm
from supervision.liaison.models import LiaisonLink, Need
from supervision.liaison.states import LOG

SHOWN = 10


@guards.staff("liaison.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    actor, today = request.actor, clock.today()
    needs = Need.objects.visible_to(actor).filter(organization=organization)
    context = {
        "way": owed.way(organization, today),
        "links": LiaisonLink.objects.visible_to(actor).on(today).filter(organization=organization),
        "contacts": dossier.contacts(organization, actor)[:SHOWN],
        "needs": needs.select_related("responsible").order_by("-pk")[:SHOWN],
        "form": ContactForm() if actor.can(LOG) and not actor.read_only else None,
    }
    return frame.respond(
        request,
        organization,
        tab="staff:liaison:of_organization",
        template="supervision/liaison/organization_panel.html",
        context=context,
    )
