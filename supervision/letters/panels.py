"""来往公文: the tab on the organization page."""

from django.views.decorators.http import require_safe

from core.access import guards
from registry.organizations import frame
from supervision.letters.models import ElectronicConsent, Letter

SHOWN = 100


@require_safe
@guards.staff("letters.view")
def of_organization(request, pk):
    organization, day = frame.organization_or_404(request.actor, pk), frame.day_of(request)
    letters = Letter.objects.visible_to(request.actor).filter(organization=organization, drafted_at__date__lte=day)
    context = {
        "letters": letters.select_related("kind", "organization").order_by("-pk")[:SHOWN],
        "consent": ElectronicConsent.objects.on(day).filter(organization=organization).first(),
        "may_write": request.actor.can("letters.prepare"),
    }
    template, tab = "supervision/letters/organization_panel.html#panel", "staff:letters:of_organization"
    return frame.respond(request, organization, tab=tab, template=template, context=context)
