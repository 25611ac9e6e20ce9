from django.views.decorators.http import require_GET, require_POST

from core import exports
from core.access import guards
from party_building.six_syncs.tables import SyncList


@require_GET
@guards.staff("six_syncs.view")
def index(request):
    return SyncList().respond(request)


@require_POST
@guards.staff("six_syncs.export")
def export(request):
    return exports.export(SyncList(), request)
