"""A branch's own archive."""

from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from party_building.propaganda import screens
from party_building.propaganda.models import PropagandaItem

SHOWN = 50


@require_GET
@guards.organization("own_party_life.view")
def index(request):
    rows = PropagandaItem.objects.visible_to(request.actor).standing().select_related("unit")
    context = {"items": rows.order_by("-published_on", "-pk")[:SHOWN]}
    return render(request, "party_building/propaganda/org_list.html", context)


@guards.organization("own_party_life.edit")
def create(request):
    return screens.create(request, "org")


@require_GET
@guards.organization("own_party_life.view")
def detail(request, pk):
    return screens.detail(request, pk, "org")


@require_POST
@guards.organization("own_party_life.edit")
def withdraw(request, pk):
    return screens.withdraw(request, pk, "org")


@require_POST
@guards.organization("own_party_life.view")
def fetch(request, pk):
    return screens.fetch(request, pk, "own_party_life.view")
