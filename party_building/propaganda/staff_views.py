from django.views.decorators.http import require_GET, require_POST

from core import exports
from core.access import guards
from party_building.propaganda import screens
from party_building.propaganda.tables import PropagandaList


@require_GET
@guards.staff("propaganda.view")
def index(request):
    return PropagandaList().respond(request)


@require_POST
@guards.staff("propaganda.export")
def export(request):
    return exports.export(PropagandaList(), request)


@guards.staff("propaganda.edit")
def create(request):
    return screens.create(request, "staff")


@require_GET
@guards.staff("propaganda.view")
def detail(request, pk):
    return screens.detail(request, pk, "staff")


@require_POST
@guards.staff("propaganda.edit")
def withdraw(request, pk):
    return screens.withdraw(request, pk, "staff")


@require_POST
@guards.staff("propaganda.view")
def fetch(request, pk):
    return screens.fetch(request, pk, "propaganda.view")
