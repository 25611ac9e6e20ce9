"""Ladders for the offices: the list, and both tracks of one side by side."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from supervision.ladders.drawing import drawn, steps_out
from supervision.ladders.models import Ladder
from supervision.ladders.tables import LadderList


@require_safe
@guards.staff("ladders.view")
def index(request):
    return LadderList().respond(request)


@require_safe
@guards.staff("ladders.view")
def detail(request, pk):
    rows = Ladder.objects.visible_to(request.actor).select_related("organization__supervising_authority")
    found, day = get_object_or_404(rows, pk=pk), clock.today()
    context = {
        "found": found,
        "drawn": drawn(found, day, actor=request.actor),
        "out": steps_out(found.organization, day),
        "is_competent": request.actor.competent_for(found),
    }
    return render(request, "supervision/ladders/staff_detail.html", context)
