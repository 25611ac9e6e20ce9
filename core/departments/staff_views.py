"""Seats as the administrators see them: asked for by one, granted by another, ended with a date."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import guards
from core.departments import actions
from core.departments.forms import EndSeatForm, SeatRequestForm
from core.departments.lists import DepartmentList, RegionList, SeatList
from core.departments.models import Department, DepartmentSeat, Region
from core.refusal import Refusal
from core.workflow import timeline

SHOWN = 100
STEPS = {
    "request": "申请",
    "set_end": "设定离岗日期",
    "grant": "核准",
    "refuse": "不予核准",
    "end": "离岗",
    "recall": "收回代岗",
}


def _seats():
    return DepartmentSeat.objects.select_related("user", "department", "region", "substitute_for__user")


@guards.staff("seats.view")
def list_seats(request):
    return SeatList().respond(request)


@guards.staff("seats.request")
def create(request):
    form = SeatRequestForm(request.POST or None, initial={"username": request.GET.get("username", "")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            seat = actions.request_seat(
                actor=request.actor,
                user=data["username"],
                department=data["department"],
                role_key=data["role"],
                region=data["region_code"],
                valid_from=data["valid_from"],
                valid_to=data["valid_to"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已提出岗位申请，须由安全管理员核准后生效。")
            return redirect("staff:seats:detail", pk=seat.pk)
    return render(request, "core/departments/staff_create.html", {"form": form}, status=422 if form.errors else 200)


def _detail(request, seat, end_form, status=200):
    context = {"seat": seat, "entries": timeline.entries(seat, STEPS), "end_form": end_form}
    return render(request, "core/departments/staff_detail.html", context, status=status)


@guards.staff("seats.view")
def detail(request, pk):
    return _detail(request, get_object_or_404(_seats(), pk=pk), EndSeatForm())


@require_POST
@guards.staff("seats.grant")
def grant(request, pk):
    seat = get_object_or_404(_seats(), pk=pk)
    actions.grant_seat(seat, actor=request.actor)
    messages.success(request, "已核准，岗位自起始日期起生效。")
    return redirect("staff:seats:detail", pk=pk)


@require_POST
@guards.staff("seats.grant")
def refuse(request, pk):
    seat = get_object_or_404(_seats(), pk=pk)
    actions.refuse_seat(seat, actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, "已记录不予核准。")
    return redirect("staff:seats:detail", pk=pk)


@require_POST
@guards.staff("seats.end")
def end(request, pk):
    seat = get_object_or_404(_seats(), pk=pk)
    form = EndSeatForm(request.POST)
    if not form.is_valid():
        return _detail(request, seat, form, status=422)
    data = form.cleaned_data
    actions.end_seat(seat, actor=request.actor, reason=data["comment"], last_day=data["last_day"])
    messages.success(request, "已办理离岗。")
    return redirect("staff:seats:detail", pk=pk)


# ---- offices and divisions


@guards.staff("departments.view")
def list_departments(request):
    return DepartmentList().respond(request)


@guards.staff("departments.view")
def department(request, pk):
    rows = Department.objects.select_related("region__parent", "parent", "superseded_by")
    row = get_object_or_404(rows, pk=pk)
    context = {
        "row": row,
        "names": row.names.order_by("-valid_from"),
        "predecessors": row.predecessors.order_by("-valid_to"),
        "children": row.children.active().order_by("name")[:SHOWN],
        "seats": row.seats.current().select_related("user").order_by("role", "pk") if _may_see_seats(request) else [],
    }
    return render(request, "core/departments/staff_department.html", context)


def _may_see_seats(request) -> bool:
    return request.actor.can("seats.view")


@guards.staff("departments.view")
def list_regions(request):
    return RegionList().respond(request)


@guards.staff("departments.view")
def region(request, pk):
    row = get_object_or_404(Region.objects.of_home().select_related("parent", "superseded_by"), pk=pk)
    context = {
        "row": row,
        "names": row.names.order_by("-valid_from"),
        "predecessors": Region.objects.filter(superseded_by=row).order_by("code"),
        "children": row.children.current().order_by("code")[:SHOWN],
        "departments": row.departments.active().order_by("kind", "name")[:SHOWN],
    }
    return render(request, "core/departments/staff_region.html", context)
