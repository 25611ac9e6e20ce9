"""The course menu and the lecturers of a party organ."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import exports
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from party_building.training import actions
from party_building.training.forms import CourseForm, LecturerForm
from party_building.training.models import Lecturer, TrainingCourse
from party_building.training.staff_views import saved
from party_building.training.tables import CourseList, LecturerList

TEMPLATE = "party_building/training/staff_form.html"


@require_GET
@guards.staff("training.view")
def courses(request):
    return CourseList().respond(request)


@require_POST
@guards.staff("training.export")
def export_courses(request):
    return exports.export(CourseList(), request)


@require_GET
@guards.staff("training.view")
def lecturers(request):
    return LecturerList().respond(request)


@require_POST
@guards.staff("training.export")
def export_lecturers(request):
    return exports.export(LecturerList(), request)


@guards.staff("training.edit")
def new_course(request):
    return _new(request, CourseForm, actions.offer, "登记课程", "staff:training:courses")


@guards.staff("training.edit")
def new_lecturer(request):
    return _new(request, LecturerForm, actions.engage, "登记师资", "staff:training:lecturers")


def _new(request, form_class, verb, title: str, back: str):
    form = form_class(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        office = Department.objects.get(pk=request.actor.department_id)
        try:
            verb(actor=request.actor, department=office, **form.changes)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已登记。")
            return redirect(back)
    context = {"form": form, "title": title, "button": "登记", "back": back}
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)


@guards.staff("training.edit")
def course(request, pk):
    rows = TrainingCourse.objects.visible_to(request.actor).select_related("department")
    return _edit(request, get_object_or_404(rows, pk=pk), CourseForm, "staff:training:courses")


@guards.staff("training.edit")
def lecturer(request, pk):
    rows = Lecturer.objects.visible_to(request.actor).select_related("department")
    return _edit(request, get_object_or_404(rows, pk=pk), LecturerForm, "staff:training:lecturers")


def _edit(request, row, form_class, back: str):
    form = form_class(request.POST or None, instance=row, actor=request.actor)
    status = 200
    if request.method == "POST":
        if form.is_valid() and saved(form, row, request.actor):
            messages.success(request, "已保存。")
            return redirect(back)
        status = form.status
    context = {"form": form, "title": f"修改{row._meta.verbose_name}", "button": "保存", "back": back}
    return render(request, TEMPLATE, context, status=status)
