"""The organization's own ladders: where it stands and what leads out."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from registry.organizations.models import Organization
from supervision.ladders.drawing import drawn, steps_out
from supervision.ladders.models import Ladder
from supervision.ladders.states import FactKind


@require_safe
@guards.organization("own_credit.view")
def index(request):
    """Party matters are told by the party line, never here."""
    rows = Organization.objects.visible_to(request.actor).select_related("supervising_authority")
    organization, day = get_object_or_404(rows, pk=request.actor.organization_id), clock.today()
    ladders = Ladder.objects.visible_to(request.actor).running().exclude(kind=FactKind.PARTY)
    context = {
        "ladders": [drawn(one, day, actor=request.actor) for one in ladders.order_by("began_on")],
        "out": steps_out(organization, day, is_own=True),
    }
    return render(request, "supervision/ladders/org_list.html", context)
