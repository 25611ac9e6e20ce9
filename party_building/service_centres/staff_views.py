"""党群服务中心: kept by the party organ that runs it, looked at by civil affairs of the place."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.workflow import timeline
from party_building.asking import Question, ask
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.service_centres import actions
from party_building.service_centres.forms import CentreEditForm, CentreForm, CloseForm, FacilityEndForm, FacilityForm
from party_building.service_centres.models import ServiceCentre
from party_building.service_centres.tables import CentreList, state_pair

STEPS = {"open": "登记", "edit": "修改", "close": "停用"}


@require_GET
@guards.staff("service_centres.view")
def index(request):
    return CentreList().respond(request)


@require_POST
@guards.staff("service_centres.export")
def export(request):
    return exports.export(CentreList(), request)


def _centre(request, pk) -> ServiceCentre:
    rows = ServiceCentre.objects.visible_to(request.actor).select_related("department", "region", "unit")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("service_centres.view")
def detail(request, pk):
    centre = _centre(request, pk)
    is_competent = request.actor.competent_for(centre)
    affiliated = CoverageLink.objects.on(clock.today()).filter(unit=centre.unit_id) if centre.unit_id else None
    sees_unit = request.actor.can("party_units.view") and (
        PartyUnit.objects.visible_to(request.actor).filter(pk=centre.unit_id).exists()
    )
    context = {
        "centre": centre,
        "badge": state_pair(centre),
        "facilities": centre.facilities.order_by("valid_to", "name"),
        "affiliated": affiliated.count() if affiliated is not None else 0,
        "sees_unit": sees_unit,
        "is_competent": is_competent,
        "may_edit": is_competent and request.actor.can("service_centres.edit") and centre.closed_on is None,
        "entries": timeline.entries(centre, STEPS, with_office=True),
    }
    return render(request, "party_building/service_centres/staff_detail.html", context)


def _of_list() -> tuple[str, str]:
    return reverse("staff:service_centres:list"), "党群服务中心"


def _address(centre: ServiceCentre) -> str:
    return reverse("staff:service_centres:detail", args=[centre.pk])


def _question(centre: ServiceCentre, title: str, button: str, done: str) -> Question:
    address = _address(centre)
    return Question(title, button, done, address, (_of_list(), (address, centre.name)), lead=centre.name)


@guards.staff("service_centres.edit")
def create(request):
    form = CentreForm(request.POST or None, actor=request.actor)

    def do():
        department = Department.objects.get(pk=request.actor.department_id)
        return _address(actions.open_centre(actor=request.actor, department=department, **form.cleaned_data))

    of_list = _of_list()
    return ask(request, form, Question("登记党群服务中心", "登记", "已登记党群服务中心。", of_list[0], (of_list,)), do)


@guards.staff("service_centres.edit")
def edit(request, pk):
    centre = _centre(request, pk)
    form = CentreEditForm(request.POST or None, instance=_centre(request, pk), actor=request.actor)

    def do():
        actions.edit(centre, actor=request.actor, version=form.posted_version, **form.changes)
        return _address(centre)

    return ask(request, form, _question(centre, "修改党群服务中心", "保存", "已保存。"), do)


@guards.staff("service_centres.edit")
def add_facility(request, pk):
    centre = _centre(request, pk)
    form = FacilityForm(request.POST or None)

    def do():
        actions.add_facility(centre, actor=request.actor, **form.cleaned_data)
        return _address(centre)

    return ask(request, form, _question(centre, "登记设施", "登记", "已登记设施。"), do)


@guards.staff("service_centres.edit")
def end_facility(request, pk, facility):
    centre = _centre(request, pk)
    found = get_object_or_404(centre.facilities.select_related("centre__department"), pk=facility)
    form = FacilityEndForm(request.POST or None, facility=found)

    def do():
        actions.end_facility(found, actor=request.actor, **form.cleaned_data)
        return _address(centre)

    return ask(request, form, _question(centre, f"停用{found.name}", "停用", "已停用。"), do)


@guards.staff("service_centres.edit")
def close(request, pk):
    centre = _centre(request, pk)
    form = CloseForm(request.POST or None)

    def do():
        actions.close_centre(centre, actor=request.actor, **form.cleaned_data)
        return _address(centre)

    return ask(request, form, _question(centre, "停用党群服务中心", "停用", "已停用。"), do)
