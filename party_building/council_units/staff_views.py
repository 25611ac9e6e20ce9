"""委员单位: kept by the party organ."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from party_building.council_units import actions
from party_building.council_units.forms import AddForm, ChangeForm, LeaveForm
from party_building.council_units.models import CouncilUnit
from party_building.council_units.tables import CouncilUnitList, state_pair

STEP = "party_building/council_units/staff_step.html"


@require_GET
@guards.staff("council_units.view")
def index(request):
    return CouncilUnitList().respond(request)


@require_POST
@guards.staff("council_units.export")
def export(request):
    return exports.export(CouncilUnitList(), request)


def _unit(request, pk: int) -> CouncilUnit:
    rows = CouncilUnit.objects.visible_to(request.actor).select_related("committee", "department")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("council_units.view")
def detail(request, pk):
    unit = _unit(request, pk)
    sent = unit.instructors.select_related("person").order_by("-valid_from", "-pk")
    context = {
        "unit": unit,
        "badge": state_pair(unit),
        "sent": sent,
        "today": clock.today(),
        "sees_instructors": request.actor.can("instructors.view"),
        "may_edit": request.actor.can(actions.EDIT) and request.actor.competent_for(unit) and unit.valid_to is None,
    }
    return render(request, "party_building/council_units/staff_detail.html", context)


def _draw(request, form, title: str, button: str, unit: CouncilUnit | None = None):
    context = {"form": form, "title": title, "button": button, "unit": unit}
    return render(request, STEP, context, status=422 if form.errors else getattr(form, "status", 200))


@guards.staff("council_units.edit")
def create(request):
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        committee = Department.objects.get(pk=request.actor.department_id)
        try:
            unit = actions.add(actor=request.actor, committee=committee, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记委员单位“{unit.name}”。")
            return redirect("staff:council_units:detail", pk=unit.pk)
    return _draw(request, form, "登记委员单位", "登记")


@guards.staff("council_units.edit")
def edit(request, pk):
    unit = _unit(request, pk)
    form = ChangeForm(request.POST or None, instance=unit)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.attempt(
            lambda: actions.change(unit, actor=request.actor, version=form.posted_version, **form.changes)
        )
    ):
        messages.success(request, "已保存。")
        return redirect("staff:council_units:detail", pk=pk)
    context = {"form": form, "title": "修改委员单位", "button": "保存", "unit": unit}
    return render(request, STEP, context, status=form.status if request.method == "POST" else 200)


@guards.staff("council_units.edit")
def leave(request, pk):
    unit = _unit(request, pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave(unit, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{unit.name}”已登记退出。")
            return redirect("staff:council_units:detail", pk=pk)
    return _draw(request, form, "登记退出", "登记退出", unit)
