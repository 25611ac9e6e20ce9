"""党建工作站: kept by the party organ above, looked at by civil affairs of the place."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.workflow import timeline
from party_building.asking import Question, ask
from party_building.stations import actions
from party_building.stations.forms import (
    ActivityEditForm,
    ActivityForm,
    CloseForm,
    RearrangeForm,
    StationEditForm,
    StationForm,
)
from party_building.stations.models import PartyStation, StationActivity
from party_building.stations.tables import ActivityList, StationList, state_pair, words_of

STEPS = {"open": "设立", "edit": "修改", "rearrange": "变更工作站情况", "close": "撤销"}
ACTIVITIES_SHOWN = 20


@require_GET
@guards.staff("stations.view")
def index(request):
    return StationList().respond(request)


@require_POST
@guards.staff("stations.export")
def export(request):
    return exports.export(StationList(), request)


@require_GET
@guards.staff("stations.view")
def activities(request):
    return ActivityList().respond(request)


@require_POST
@guards.staff("stations.export")
def export_activities(request):
    return exports.export(ActivityList(), request)


def _station(request, pk) -> PartyStation:
    links = ("department", "region", "territory", "host_organization", "host_department")
    return get_object_or_404(PartyStation.objects.visible_to(request.actor).select_related(*links), pk=pk)


def _activity(request, pk) -> StationActivity:
    rows = StationActivity.objects.visible_to(request.actor).select_related("station__department")
    return get_object_or_404(rows, pk=pk)


def _may_edit(request, thing) -> bool:
    return request.actor.can("stations.edit") and request.actor.competent_for(thing)


@require_GET
@guards.staff("stations.view")
def detail(request, pk):
    station = _station(request, pk)
    held = station.activities.standing()
    year = clock.today().replace(month=1, day=1)
    links = ("territory", "host_organization", "host_department")
    context = {
        "station": station,
        "badge": state_pair(station),
        "arrangements": station.arrangements.select_related(*links).order_by("-valid_from"),
        "activities": held.order_by("-held_on", "-pk")[:ACTIVITIES_SHOWN],
        "this_year": words_of(held.between(year, clock.today()).figures()),
        "ever": words_of(held.figures()),
        "may_edit": _may_edit(request, station),
        "is_competent": request.actor.competent_for(station),
        "entries": timeline.entries(station, STEPS, with_office=True),
    }
    return render(request, "party_building/stations/staff_detail.html", context)


def _of_list() -> tuple[str, str]:
    return reverse("staff:stations:list"), "党建工作站"


def _address(station: PartyStation) -> str:
    return reverse("staff:stations:detail", args=[station.pk])


def _question(station: PartyStation, title: str, button: str, done: str) -> Question:
    address = _address(station)
    return Question(title, button, done, address, (_of_list(), (address, station.name)), lead=station.name)


@guards.staff("stations.edit")
def create(request):
    form = StationForm(request.POST or None, actor=request.actor)

    def do():
        department = Department.objects.get(pk=request.actor.department_id)
        return _address(actions.open_station(actor=request.actor, department=department, **form.told))

    address = _of_list()
    return ask(request, form, Question("登记党建工作站", "登记", "已登记党建工作站。", address[0], (address,)), do)


@guards.staff("stations.edit")
def edit(request, pk):
    station = _station(request, pk)
    form = StationEditForm(request.POST or None, instance=_station(request, pk), actor=request.actor)

    def do():
        actions.edit(station, actor=request.actor, version=form.posted_version, **form.changes)
        return _address(station)

    return ask(request, form, _question(station, "修改党建工作站", "保存", "已保存。"), do)


@guards.staff("stations.edit")
def rearrange(request, pk):
    station = _station(request, pk)
    now = {"territory": station.territory_id, "host": station.host_words, "contact": station.contact,
           "phone": station.phone, "staff_count": station.staff_count, "since": clock.today()}  # fmt: skip
    form = RearrangeForm(request.POST or None, actor=request.actor, initial=now)

    def do():
        actions.rearrange(station, actor=request.actor, **form.told)
        return _address(station)

    return ask(request, form, _question(station, "变更工作站情况", "保存", "已登记变更，以前的情况保留。"), do)


@guards.staff("stations.edit")
def close(request, pk):
    station = _station(request, pk)
    form = CloseForm(request.POST or None)

    def do():
        actions.close_station(station, actor=request.actor, **form.cleaned_data)
        return _address(station)

    return ask(request, form, _question(station, "撤销党建工作站", "撤销", "已撤销。"), do)


@guards.staff("stations.edit")
def record_activity(request, pk):
    station = _station(request, pk)
    form = ActivityForm(request.POST or None, actor=request.actor, initial={"held_on": clock.today()})

    def do():
        actions.record_activity(station, actor=request.actor, **form.told)
        return _address(station)

    question = _question(station, "登记工作站活动", "登记", "已登记活动。")
    return ask(request, form, question, do)


@require_GET
@guards.staff("stations.view")
def activity(request, pk):
    found = _activity(request, pk)
    context = {
        "activity": found,
        "station": found.station,
        "bodies": found.organizations.order_by("name"),
        "may_edit": _may_edit(request, found) and found.withdrawn_at is None,
    }
    return render(request, "party_building/stations/staff_activity.html", context)


@guards.staff("stations.edit")
def correct_activity(request, pk):
    found = _activity(request, pk)
    form = ActivityEditForm(request.POST or None, instance=_activity(request, pk), actor=request.actor)

    def do():
        actions.correct_activity(found, actor=request.actor, version=form.posted_version, **form.told)
        return reverse("staff:stations:activity", args=[pk])

    address = reverse("staff:stations:activity", args=[pk])
    crumbs = (_of_list(), (_address(found.station), found.station.name), (address, found.title))
    return ask(request, form, Question("更正活动记录", "保存", "已更正。", address, crumbs, lead=found.title), do)


@require_POST
@guards.staff("stations.edit")
def withdraw_activity(request, pk):
    found = _activity(request, pk)
    actions.withdraw_activity(found, actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已撤回，不再计入统计。")
    return redirect("staff:stations:detail", pk=found.station_id)
