from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.departments.models import Department
from core.files import links
from core.workflow import timeline
from party_building.asking import Question, ask
from party_building.teaching_materials import actions
from party_building.teaching_materials.forms import MaterialForm
from party_building.teaching_materials.models import TeachingMaterial
from party_building.teaching_materials.tables import MaterialList

STEPS = {"offer": "上架", "withdraw": "下架"}


@require_GET
@guards.staff("teaching_materials.view")
def index(request):
    return MaterialList().respond(request)


def _material(request, pk) -> TeachingMaterial:
    rows = TeachingMaterial.objects.visible_to(request.actor).select_related("department", "file")
    return get_object_or_404(rows, pk=pk)


def _own_office(request) -> Department:
    return Department.objects.get(pk=request.actor.department_id)


@guards.staff("teaching_materials.edit")
def create(request):
    form = MaterialForm(request.POST or None, request.FILES or None)
    back = reverse("staff:teaching_materials:list")
    question = Question(
        title="上架教学资料", button="上架", done="已上架，各党支部可以下载。", back=back, crumbs=((back, "教学资料"),)
    )

    def do() -> str:
        made = actions.offer(actor=request.actor, department=_own_office(request), **form.told)
        return reverse("staff:teaching_materials:detail", args=[made.pk])

    return ask(request, form, question, do)


@require_GET
@guards.staff("teaching_materials.view")
def detail(request, pk):
    material = _material(request, pk)
    may_edit = request.actor.can("teaching_materials.edit") and request.actor.competent_for(material)
    context = {
        "material": material,
        "may_edit": may_edit and material.withdrawn_at is None,
        "entries": timeline.entries(material, STEPS, with_office=True),
    }
    return render(request, "party_building/teaching_materials/staff_detail.html", context)


@require_POST
@guards.staff("teaching_materials.edit")
def withdraw(request, pk):
    actions.withdraw(_material(request, pk), actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, "已下架。")
    return redirect("staff:teaching_materials:list")


@require_POST
@guards.staff("teaching_materials.view")
def fetch(request, pk):
    return redirect(links.signed_link(_material(request, pk).file, request.actor))
