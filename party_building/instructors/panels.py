"""指导员: the tab on the organization page."""

from core.access import guards
from party_building.instructors import actions
from party_building.instructors.models import Dispatch, Visit
from party_building.instructors.tables import dispatch_pair
from registry.organizations import frame

SHOWN = 20


@guards.staff("instructors.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    day = frame.day_of(request)
    rows = Dispatch.objects.visible_to(request.actor).filter(organization=organization, valid_from__lte=day)
    rows = rows.select_related(
        "instructor__person", "instructor__council_unit", "instructor__sending_department"
    ).order_by("-valid_from", "-pk")
    visits = Visit.objects.visible_to(request.actor).filter(organization=organization, visited_on__lte=day)
    context = {
        "rows": [{"dispatch": one, "badge": dispatch_pair(one)} for one in rows],
        "visits": visits.select_related("instructor__person", "office").order_by("-visited_on", "-pk")[:SHOWN],
        "may_dispatch": request.actor.can(actions.DISPATCH),
        "may_guide": request.actor.can(actions.GUIDE),
    }
    return frame.respond(
        request,
        organization,
        tab="staff:instructors:of_organization",
        template="party_building/instructors/organization_panel.html",
        context=context,
    )
