"""Party units: list, tree, page. Everybody who sees a unit sees its coverage; its people are the line's own."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from core.access import guards
from party_building.party_units import profile, tree
from party_building.party_units.lists import PartyUnitList, state_pair
from party_building.party_units.models import PartyUnit
from registry.organizations.filters import as_of_day


@require_GET
@guards.staff("party_units.view")
def index(request):
    return PartyUnitList().respond(request)


def unit_or_404(request: HttpRequest, pk: int) -> PartyUnit:
    return get_object_or_404(PartyUnit.objects.visible_to(request.actor).select_related(*profile.LINKS), pk=pk)


@require_GET
@guards.staff("party_units.view")
def detail(request, pk):
    unit = unit_or_404(request, pk)
    sees_inner = request.actor.can(profile.INNER)
    is_competent = request.actor.competent_for(unit)
    context = {
        "unit": unit,
        "badge": state_pair(unit),
        "is_competent": is_competent,
        "may_edit": is_competent and request.actor.can("party_units.edit") and not unit.is_dissolved,
        "sees_organizations": request.actor.can("organizations.view"),
        "sees_inner": sees_inner,
        "sections": profile.sections(unit, request.actor),
        **profile.outer(unit, request.actor),
        **(profile.inner(unit) if sees_inner else {}),
    }
    return render(request, "party_building/party_units/staff_detail.html", context)


@require_GET
@guards.staff("party_units.view")
def whole_tree(request):
    day = as_of_day(request.GET.get("as_of", ""))
    roots = tree.forest(request.actor, day)
    context = {"roots": roots, "day": day, "kinds": [row for row in tree.kinds(roots).items() if row[1]]}
    return render(request, "party_building/party_units/staff_tree.html", context)
