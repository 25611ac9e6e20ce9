"""Drafting a task: the order, its offices, its organizations by a filter or by name."""

import dataclasses

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.access import guards
from core.departments.models import Department
from core.forms.asking import Question, ask
from core.rules.base import rule_titles
from registry.organizations.filters import OrganizationFilters
from registry.organizations.models import Organization
from supervision.risk_alerts.models import RiskAlert
from supervision.task_lists import actions
from supervision.task_lists.forms import DraftForm, NamesForm, OfficesForm, OwnerForm, TaskForm
from supervision.task_lists.models import TaskTarget
from supervision.task_lists.staff_views import PAGE, address, question, task_of

CONDITIONS = ("org_type", "status", "district", "street", "standing", "kind", "level", "supervising", "business",
              "industry", "party")  # fmt: skip
SHOWN = 20


@guards.staff("task_lists.assign")
def create(request):
    """From nothing, or from an alert (`?alert=`)."""
    alert = _alert(request)
    initial = {}
    if alert is not None:
        rule = rule_titles().get(alert.rule_code, "")
        initial = {"source_kind": "alert", "source_title": f"{alert.rule_code} {rule}"[:160]}
    form = DraftForm(request.POST or None, initial=initial)

    def do() -> str:
        department = Department.objects.get(pk=request.actor.department_id)
        told = form.told
        told["order"] = dataclasses.replace(told["order"], alert=alert)
        task = actions.draft(actor=request.actor, department=department, **told)
        if alert is not None and alert.organization_id:
            found = list(Organization.objects.visible_to(request.actor).filter(pk=alert.organization_id))
            actions.add_organizations(task, actor=request.actor, organizations=found, owner="lead")
        return address(task.pk)

    back = reverse("staff:task_lists:list")
    asked = Question(
        "拟定任务", "保存", "已保存，请列入对象后下达。", back, ((back, "任务管理"),),
        note="先写明来源、要求和期限，下一步列入单位或社会组织。预计用时 2 分钟。",
    )  # fmt: skip
    return ask(request, form, asked, do)


def _alert(request) -> RiskAlert | None:
    asked = request.GET.get("alert", "")
    if not asked:
        return None
    if not asked.isdigit():
        raise Http404
    return get_object_or_404(RiskAlert.objects.visible_to(request.actor), pk=asked)


@guards.staff("task_lists.assign")
def edit(request, pk):
    task = task_of(request, pk)
    form = TaskForm(request.POST or None, instance=task_of(request, pk))

    def do() -> str:
        actions.edit(task, actor=request.actor, version=form.posted_version, **form.changes)
        return address(pk)

    return ask(request, form, question(task, "修改任务", "保存", "已保存。"), do)


@guards.staff("task_lists.assign")
def add_offices(request, pk):
    task, form = task_of(request, pk), OfficesForm(request.POST or None)

    def do() -> str:
        actions.add_offices(task, actor=request.actor, **form.cleaned_data)
        return address(pk)

    return ask(request, form, question(task, "列入承办单位", "列入", "已列入。"), do)


@guards.staff("task_lists.assign")
def add_names(request, pk):
    task, form = task_of(request, pk), NamesForm(request.POST or None, actor=request.actor)

    def do() -> str:
        actions.add_organizations(task, actor=request.actor, words="按名单列入", **form.cleaned_data)
        return address(pk)

    return ask(request, form, question(task, "按名单列入社会组织", "列入", "已列入，名单自今日起不再变化。"), do)


@guards.staff("task_lists.assign")
def add_organizations(request, pk):
    """The conditions stand in the address: what is seen is what is listed. The list is frozen when it is put in."""
    task, asked = task_of(request, pk), any(request.GET.get(name) for name in CONDITIONS)
    filters = OrganizationFilters(
        request.GET, Organization.objects.visible_to(request.actor).active(), actor=request.actor
    )
    found = filters.qs.order_by("pinyin", "pk") if asked and filters.form.is_valid() else Organization.objects.none()
    form = OwnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = actions.add_organizations(
            task, actor=request.actor, organizations=list(found[: actions.MOST + 1]), words=_words(filters),
            owner=form.cleaned_data["owner"],
        )  # fmt: skip
        messages.success(request, f"已列入{number}家，名单自今日起不再变化。")
        return redirect(PAGE, pk=pk)
    context = {
        "task": task,
        "form": form,
        "fields": [filters.form[name] for name in CONDITIONS if name in filters.form.fields],
        "query": request.GET.urlencode(),
        "asked": asked,
        "count": found.count(),
        "found": found[:SHOWN],
        "words": _words(filters),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "supervision/task_lists/staff_add_organizations.html", context, status=status)


def _words(filters: OrganizationFilters) -> str:
    """The conditions as they are kept with the task: 类型：社会团体；区县：望澜区."""
    found = []
    for name in CONDITIONS:
        value = filters.values.get(name)
        if value and name in filters.form.fields:
            field = filters.form.fields[name]
            words = {str(key): label for key, label in field.choices}
            found.append(f"{field.label}：{words.get(str(value), value)}")
    return "；".join(found)


@require_POST
@guards.staff("task_lists.assign")
def remove(request, pk):
    target = get_object_or_404(TaskTarget.objects.select_related("task__department"), pk=pk)
    task = task_of(request, target.task_id)
    actions.remove_target(target, actor=request.actor)
    messages.success(request, "已移出。")
    return redirect(PAGE, pk=task.pk)
