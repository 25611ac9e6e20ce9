"""Organization life for the branch itself: one screen on a phone, an event recorded in a minute."""

from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from party_building.activities import actions, queries, screens
from party_building.activities.models import Activity
from party_building.party_units.models import PartyUnit

RECENT = 5
LATE_SHOWN = 3


def _units(request) -> list[PartyUnit]:
    """The units she may record for; her branch comes before what stands above it."""
    today = clock.today()
    rows = PartyUnit.objects.visible_to(request.actor).on(today).select_related("superior").order_by("name", "pk")
    is_living = set(queries.living(rows).values_list("pk", flat=True))
    return sorted(rows, key=lambda unit: unit.pk not in is_living)


@guards.organization("own_party_life.view")
def index(request):
    """Record, see what is due, see what was recorded last."""
    units = _units(request)
    if not units:
        return screens.page(request, "org", "org_none", {})
    wanted = request.POST.get("unit") or request.GET.get("unit") or ""
    unit = next((one for one in units if str(one.pk) == wanted), units[0])
    form = screens.activity_form(request, unit)
    if request.method == "POST" and screens.recorded(request, unit, form):
        return redirect(f"{request.path}?unit={unit.pk}")
    calendar = queries.calendar_of(unit, clock.today().year)
    recent = Activity.objects.standing().of_unit(unit).select_related("kind")
    context = {
        "unit": unit,
        "units": units,
        "open": calendar.open,
        "late": calendar.late[:LATE_SHOWN],
        "late_more": len(calendar.late) > LATE_SHOWN,
        "recent": recent.order_by("-held_on", "-pk")[:RECENT],
        "may_record": actions.may_record(unit, request.actor),
    }
    return screens.page(request, "org", "org_index", context, form)


@require_GET
@guards.organization("own_party_life.view")
def calendar(request, pk):
    return screens.calendar(request, screens.unit_or_404(request, pk), "org", units=_units(request))


@require_GET
@guards.organization("own_party_life.view")
def detail(request, pk):
    return screens.detail(request, pk, "org")


@guards.organization("own_party_life.edit")
def edit(request, pk):
    return screens.edit(request, pk, "org")


@require_POST
@guards.organization("own_party_life.edit")
def withdraw(request, pk):
    return screens.withdraw(request, pk, "org")


@require_POST
@guards.organization("own_party_life.edit")
def leave(request, pk, unit):
    return screens.leave(request, pk, unit, "org")


@require_POST
@guards.organization("own_party_life.edit")
def attach(request, pk):
    return screens.attach(request, pk, "org")


@require_POST
@guards.organization("own_party_life.edit")
def remove_file(request, pk):
    return screens.remove_file(request, pk, "org")


@require_POST
@guards.organization("own_party_life.view")
def fetch(request, pk):
    return screens.fetch(request, pk, "own_party_life.view")


@guards.organization("own_party_life.edit")
def groups(request, pk):
    return screens.groups(request, pk, "org")


@guards.organization("own_party_life.edit")
def appraisal(request, pk, year):
    return screens.appraisal(request, pk, year, "org")
