"""Declared counts for the party line."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import exports
from core.access import guards
from core.workflow import timeline
from party_building.party_declarations import actions
from party_building.party_declarations.models import PartyDeclaration
from party_building.party_declarations.states import STEPS, DeclarationState
from party_building.party_declarations.tables import DeclarationList

PAGE = "staff:party_declarations:detail"


@require_GET
@guards.staff("party_counts.view")
def index(request):
    return DeclarationList().respond(request)


@require_POST
@guards.staff("party_counts.export")
def export(request):
    return exports.export(DeclarationList(), request)


def _found(request, pk) -> PartyDeclaration:
    rows = PartyDeclaration.objects.visible_to(request.actor).select_related("organization__party_superior", "report")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("party_counts.view")
def detail(request, pk):
    found = _found(request, pk)
    actor = request.actor
    is_competent = actor.competent_for(found) and not actor.read_only
    context = {
        "found": found,
        "rows": (
            ("专职工作人员中的党员", found.full_time, found.known_full_time),
            ("其他工作人员中的党员", found.elsewhere, found.known_elsewhere),
        ),
        "is_competent": is_competent,
        "may_settle": is_competent and actor.can("party_counts.edit") and found.state == DeclarationState.DIFFERING,
        "entries": timeline.entries(found, STEPS, with_office=True),
    }
    return render(request, "party_building/party_declarations/staff_detail.html", context)


@require_POST
@guards.staff("party_counts.edit")
def take(request, pk):
    actions.take(_found(request, pk), actor=request.actor)
    messages.success(request, "已采用申报数。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("party_counts.edit")
def keep(request, pk):
    actions.keep(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已保留原记录。")
    return redirect(PAGE, pk=pk)
