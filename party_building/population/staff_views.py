"""口径外党组织: for the party line alone."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from party_building.asking import Question, ask
from party_building.party_units.models import PartyUnit
from party_building.population import actions, queries
from party_building.population.forms import SituationForm
from party_building.population.tables import PopulationList


@require_GET
@guards.staff("population.view")
def index(request):
    return PopulationList().respond(request)


@require_POST
@guards.staff("population.export")
def export(request):
    return exports.export(PopulationList(), request)


def _unit(request, pk) -> PartyUnit:
    rows = queries.outside(PartyUnit.objects.visible_to(request.actor)).select_related("superior")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("population.view")
def detail(request, pk):
    unit = _unit(request, pk)
    is_competent = request.actor.competent_for(unit)
    context = {
        "unit": unit,
        "situations": unit.outside_situations.order_by("-valid_from"),
        "is_competent": is_competent,
        "may_edit": is_competent and request.actor.can("population.edit") and not unit.is_dissolved,
    }
    return render(request, "party_building/population/staff_detail.html", context)


@guards.staff("population.edit")
def record(request, pk):
    unit = _unit(request, pk)
    now = unit.outside_situations.on(clock.today()).first()
    known = {name: getattr(now, name) for name in now.value_fields} if now else {}
    form = SituationForm(request.POST or None, initial=known)
    address = reverse("staff:population:detail", args=[pk])

    def do():
        actions.record(unit, actor=request.actor, **form.cleaned_data)
        return address

    crumbs = ((reverse("staff:population:list"), "口径外党组织"), (address, unit.name))
    return ask(request, form, Question("登记情况", "登记", "已登记，以前的情况保留。", address, crumbs, unit.name), do)
