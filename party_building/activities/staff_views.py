"""Organization life for the organ above the branches: of its line, nobody else's."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from party_building.activities import actions, screens
from party_building.activities.models import ActivityFrequency, ActivityKind
from party_building.activities.tables import ActivityList, BranchList
from party_building.party_units.models import PartyUnit


@require_GET
@guards.staff("activities.view")
def index(request):
    return ActivityList().respond(request)


@require_POST
@guards.staff("activities.export")
def export(request):
    return exports.export(ActivityList(), request)


@require_GET
@guards.staff("activities.view")
def branches(request):
    return BranchList().respond(request)


@require_GET
@guards.staff("activities.view")
def requirements(request):
    """Which kinds there are, how often each is due, and where that is written."""
    asked = {one.kind_id: one for one in ActivityFrequency.objects.on(clock.today())}
    kinds = [(kind, asked.get(kind.pk)) for kind in ActivityKind.objects.filter(is_active=True)]
    return screens.page(request, "staff", "staff_requirements", {"kinds": kinds})


@require_GET
@guards.staff("activities.view")
def calendar(request, pk):
    return screens.calendar(request, screens.unit_or_404(request, pk), "staff")


@guards.staff("activities.record")
def record(request, pk):
    rows = PartyUnit.objects.visible_to(request.actor).select_related("superior")
    unit = get_object_or_404(rows, pk=pk)
    form = screens.activity_form(request, unit)
    if request.method == "POST" and screens.recorded(request, unit, form):
        return redirect("staff:activities:calendar", pk=pk)
    context = {"unit": unit, "may_record": actions.may_record(unit, request.actor)}
    return screens.page(request, "staff", "staff_record", context, form)


@require_GET
@guards.staff("activities.view")
def detail(request, pk):
    return screens.detail(request, pk, "staff")


@guards.staff("activities.record")
def edit(request, pk):
    return screens.edit(request, pk, "staff")


@require_POST
@guards.staff("activities.record")
def withdraw(request, pk):
    return screens.withdraw(request, pk, "staff")


@require_POST
@guards.staff("activities.record")
def leave(request, pk, unit):
    return screens.leave(request, pk, unit, "staff")


@require_POST
@guards.staff("activities.record")
def attach(request, pk):
    return screens.attach(request, pk, "staff")


@require_POST
@guards.staff("activities.record")
def remove_file(request, pk):
    return screens.remove_file(request, pk, "staff")


@require_POST
@guards.staff("activities.view")
def fetch(request, pk):
    return screens.fetch(request, pk, "activities.view")


@guards.staff("activities.record")
def groups(request, pk):
    return screens.groups(request, pk, "staff")


@guards.staff("activities.record")
def appraisal(request, pk, year):
    return screens.appraisal(request, pk, year, "staff")
