"""培训: the tab on the organization page."""

from core import clock
from core.access import guards
from party_building.training import queries
from party_building.training.models import ClassSignUp
from registry.organizations import frame


@guards.staff("training.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    day = frame.day_of(request)
    rows = ClassSignUp.objects.visible_to(request.actor).filter(organization=organization)
    rows = rows.filter(training_class__held_on__lte=day) if day != clock.today() else rows
    context = {
        "rows": rows.select_related("training_class").order_by("-training_class__held_on", "-pk")[:100],
        "persons": queries.hours_of_persons(organization.pk, day.year),
        "year": day.year,
    }
    return frame.respond(
        request,
        organization,
        tab="staff:training:of_organization",
        template="party_building/training/organization_panel.html",
        context=context,
    )
