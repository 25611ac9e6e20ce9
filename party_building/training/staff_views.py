"""Classes for the organ that holds them, and for those who look at the line."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from core.workflow import timeline
from party_building.training import actions, queries
from party_building.training.forms import ClassForm, NewClassForm, SignUpForm
from party_building.training.models import ClassSignUp, TrainingClass
from party_building.training.states import STEPS, ClassState, SignUpState
from party_building.training.tables import AttendanceList, ClassList, HoursList

PAGE = "staff:training:detail"


@require_GET
@guards.staff("training.view")
def index(request):
    return ClassList().respond(request)


@require_POST
@guards.staff("training.export")
def export(request):
    return exports.export(ClassList(), request)


@require_GET
@guards.staff("training.view")
def hours(request):
    return HoursList().respond(request)


@require_POST
@guards.staff("training.export")
def export_hours(request):
    return exports.export(HoursList(), request)


@require_GET
@guards.staff("training.view")
def attendance_list(request):
    return AttendanceList().respond(request)


@require_POST
@guards.staff("training.export")
def export_attendance(request):
    return exports.export(AttendanceList(), request)


def class_or_404(request, pk) -> TrainingClass:
    rows = TrainingClass.objects.visible_to(request.actor).select_related("course__stage", "department", "lecturer")
    return get_object_or_404(rows, pk=pk)


@require_GET
@guards.staff("training.view")
def detail(request, pk):
    return _page(request, class_or_404(request, pk))


def _page(request, found: TrainingClass, *, form=None, status=200):
    actor = request.actor
    is_competent = actor.competent_for(found) and not actor.read_only
    people = found.sign_ups.exclude(state=SignUpState.WITHDRAWN).select_related("organization")
    if not is_competent:
        people = people & ClassSignUp.objects.visible_to(actor)
    context = {
        "found": found,
        "people": people.order_by("signed_at", "pk"),
        "free": queries.open_seats(found),
        "invitations": found.invitations.select_related("organization"),
        "entries": timeline.entries(found, STEPS, with_office=True),
        "is_competent": is_competent,
        "may_edit": is_competent and actor.can("training.edit") and found.state == ClassState.PLANNED,
        "may_sign_up": is_competent and actor.can("training.sign_up") and found.state == ClassState.PLANNED,
        "may_record": is_competent
        and actor.can("training.edit")
        and found.state != ClassState.CANCELLED
        and found.held_on <= clock.today(),
        "form": form or SignUpForm(actor=actor),
    }
    return render(request, "party_building/training/staff_detail.html", context, status=status)


@guards.staff("training.edit")
def create(request):
    form = NewClassForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        office = Department.objects.get(pk=request.actor.department_id)
        try:
            made = actions.plan(actor=request.actor, department=office, **form.changes)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已发布，社会组织可以报名。")
            return redirect(PAGE, pk=made.pk)
    context = {"form": form, "title": "发布培训班", "button": "发布", "back": "staff:training:list"}
    return render(request, "party_building/training/staff_form.html", context, status=422 if form.errors else 200)


@guards.staff("training.edit")
def edit(request, pk):
    found = class_or_404(request, pk)
    form = ClassForm(request.POST or None, instance=found, actor=request.actor)
    status = 200
    if request.method == "POST":
        if form.is_valid() and saved(form, found, request.actor):
            messages.success(request, "已保存。")
            return redirect(PAGE, pk=pk)
        status = form.status
    context = {"form": form, "title": f"修改{found.title}", "button": "保存", "back": "staff:training:list"}
    return render(request, "party_building/training/staff_form.html", context, status=status)


def saved(form, found, actor) -> bool:
    try:
        return form.attempt(
            lambda: actions.amend(form.current(), actor=actor, version=form.posted_version, **form.changes)
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False


@require_POST
@guards.staff("training.edit")
def cancel(request, pk):
    actions.cancel(class_or_404(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已取消，并通知已报名的社会组织。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("training.sign_up")
def sign_up(request, pk):
    found = class_or_404(request, pk)
    form = SignUpForm(request.POST, actor=request.actor)
    if form.is_valid():
        try:
            made = actions.sign_up(found, actor=request.actor, **form.told)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made.name}{made.get_state_display()}。")
            return redirect(PAGE, pk=pk)
    return _page(request, found, form=form, status=422)


@require_POST
@guards.staff("training.sign_up")
def withdraw(request, pk, sign_up):
    found = class_or_404(request, pk)
    its = get_object_or_404(found.sign_ups.select_related("training_class__department", "organization"), pk=sign_up)
    actions.withdraw(its, actor=request.actor)
    messages.success(request, f"{its.name}已退出报名。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("training.edit")
def record(request, pk):
    """The ticked ones came; nobody ticked means that nobody came."""
    present = {int(word) for word in request.POST.getlist("present") if word.isdigit()}
    came = actions.record_attendance(class_or_404(request, pk), actor=request.actor, present=present)
    messages.success(request, f"已登记到课{came}人。")
    return redirect(PAGE, pk=pk)
