"""Tasks: what was issued and how far it is, what my office has to do, how much each office has open."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.departments.models import Department
from core.forms.asking import Question, ask
from core.workflow import timeline
from core.writeoff.models import WriteOffRow
from core.writeoff.states import UNDONE, RowState
from supervision.task_lists import actions, lines, queries
from supervision.task_lists.forms import CancelForm, ReachForm
from supervision.task_lists.models import Milestone, Task, TaskSeries
from supervision.task_lists.states import STEP_WORDS, TaskState
from supervision.task_lists.tables import TaskList, TaskRowList, progress_pair, rate_words, rows_url

PAGE = "staff:task_lists:detail"
SHOWN = 20


@require_safe
@guards.staff("task_lists.view")
def index(request):
    return TaskList().respond(request)


@require_POST
@guards.staff("task_lists.export")
def export(request):
    return exports.export(TaskList(), request)


@require_safe
@guards.staff("task_lists.view")
def rows(request):
    return TaskRowList().respond(request)


@require_POST
@guards.staff("task_lists.export")
def export_rows(request):
    return exports.export(TaskRowList(), request)


def task_of(request, pk) -> Task:
    rows = Task.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("department", "lead", "book", "series", "alert"), pk=pk)


def address(pk) -> str:
    return reverse(PAGE, args=[pk])


def question(task: Task, title: str, button: str, done: str, **more) -> Question:
    crumbs = ((reverse("staff:task_lists:list"), "任务管理"), (address(task.pk), task.full_title))
    return Question(title, button, done, address(task.pk), crumbs, lead=task.full_title, **more)


@require_safe
@guards.staff("task_lists.view")
def detail(request, pk):
    """A draft with its targets, or an issued task with its rows; numbers are of the rows the seat sees."""
    task, actor = task_of(request, pk), request.actor
    is_own = actor.competent_for(task) and not actor.read_only
    context = {
        "task": task,
        "milestones": task.milestones.all(),
        "partners": task.partners.select_related("department"),
        "entries": timeline.entries(task, STEP_WORDS, with_office=True),
        "may": {step.name for step in task.machine.available(task, actor)},
        "may_reach": actions.may_reach(task, actor),
        **dict.fromkeys(("may_ask_cancel", "may_cancel", "may_stop"), False),
        "is_own": is_own,
        **(_drafted(task) if task.state != TaskState.ISSUED else _issued(task, actor, is_own=is_own)),
    }
    return render(request, "supervision/task_lists/staff_detail.html", context)


def _drafted(task: Task) -> dict:
    targets = task.targets.select_related("organization", "responsible")
    return {"badge": (task.get_state_display(), task.state_tone), "targets": targets[:SHOWN * 5],
            "target_count": targets.count(), "adds": queries.added_by(task)}  # fmt: skip


def _issued(task: Task, actor, *, is_own: bool) -> dict:
    seen = WriteOffRow.objects.visible_to(actor).filter(write_off_list=task.book_id)
    counts = seen.counts()
    first = seen.filter(state__in=UNDONE).select_related("responsible", "write_off_list")
    return {
        "badge": progress_pair(Task.objects.with_counts().get(pk=task.pk)),
        "counts": counts,
        "rate": rate_words(counts["closed"], counts["total"]),
        "urls": lines.links(task=task.pk),
        "rows": [lines.row(one, actor) for one in first.order_by("due_on", "number")[:SHOWN]],
        "offices": lines.offices(seen, task=task.pk),
        "may_ask_cancel": is_own and actor.can("writeoff.finish") and seen.filter(state=RowState.OPEN).exists(),
        "may_cancel": is_own and actor.can("writeoff.strike") and seen.filter(state=RowState.STRIKING).exists(),
        "may_stop": is_own and actor.can("task_lists.assign") and task.series is not None and not task.series.valid_to,
    }


@require_safe
@guards.staff("task_lists.view")
def sheet(request, pk):
    """One task on paper with its cut-off: the list's sheet below its order."""
    task = task_of(request, pk)
    seen = WriteOffRow.objects.visible_to(request.actor).filter(write_off_list=task.book_id or 0)
    context = {
        "task": task,
        "counts": seen.counts(),
        "rows": seen.select_related("responsible").order_by("number"),
        "milestones": task.milestones.all(),
    }
    return render(request, "supervision/task_lists/staff_sheet.html", context)


def _progress(request) -> dict:
    """Of the tasks the seat's own office issued; for an office that issues none, of those it works on."""
    seen = queries.task_rows(request.actor)
    issued = seen.filter(write_off_list__department=request.actor.department_id)
    is_issuer = issued.exists()
    rows, more = (issued, {"whose": "issued"}) if is_issuer else (seen, {})
    return {
        "is_issuer": is_issuer,
        "total": lines.total(rows, **more),
        "districts": lines.districts(rows, **more),
        "offices": lines.offices(rows, **more),
    }


@require_safe
@guards.staff("task_lists.view")
def progress(request):
    return render(request, "supervision/task_lists/staff_progress.html", _progress(request))


@require_safe
@guards.staff("task_lists.view")
def progress_sheet(request):
    return render(request, "supervision/task_lists/staff_progress_sheet.html", _progress(request))


@require_safe
@guards.staff("task_lists.assign")
def burden(request):
    """How much each office has open, whoever asks; what this office asks of it opens its rows."""
    now = queries.burden()
    asked = queries.asked_this_year(now)
    mine = queries.task_rows(request.actor).filter(write_off_list__department=request.actor.department_id)
    own = {one["responsible_id"]: one for one in queries.by_office(mine)}
    offices = Department.objects.filter(pk__in=now).order_by("region__code", "name")
    rows = [
        {
            "office": one.name,
            **now[one.pk],
            "year": asked.get(one.pk, 0),
            "own": own[one.pk]["open"] + own[one.pk]["waiting"] if one.pk in own else 0,
            "own_url": rows_url(whose="issued", responsible=one.pk, state=list(UNDONE)),
        }
        for one in offices
    ]
    return render(request, "supervision/task_lists/staff_burden.html", {"rows": rows})


def _step(request, pk, verb, said: str):
    verb(task_of(request, pk), actor=request.actor)
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("task_lists.assign")
def issue(request, pk):
    return _step(request, pk, actions.issue, "已下达，承办单位的待办中已有提示。")


@require_POST
@guards.staff("task_lists.assign")
def drop(request, pk):
    actions.drop(task_of(request, pk), actor=request.actor)
    messages.success(request, "已作废。")
    return redirect("staff:task_lists:list")


@require_POST
@guards.staff("writeoff.strike")
def cancel(request, pk):
    return _step(request, pk, actions.cancel, "已批准撤销，未办结的事项不再计入。")


@guards.staff("writeoff.finish")
def ask_cancel(request, pk):
    task, form = task_of(request, pk), CancelForm(request.POST or None)

    def do() -> str:
        actions.ask_cancel(task, actor=request.actor, **form.cleaned_data)
        return address(pk)

    asked = question(task, "申请撤销任务", "申请撤销", "已申请撤销，须由本单位另一人批准。")
    return ask(request, form, asked, do)


@require_POST
@guards.staff("task_lists.assign")
def stop(request, pk):
    """No further periods of a series."""
    series = get_object_or_404(TaskSeries.objects.visible_to(request.actor), pk=task_of(request, pk).series_id)
    actions.stop(series, actor=request.actor)
    messages.success(request, "已停止，不再下达下一期。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("writeoff.finish")
def no_change(request, pk):
    """One click beside a row: nothing new, nothing to type, nothing to attach."""
    found = get_object_or_404(queries.task_rows(request.actor).select_related(*lines.LINKS), pk=pk)
    words = actions.no_change(found, actor=request.actor)
    messages.success(request, f"已登记：{words}")
    return redirect(PAGE, pk=found.write_off_list.task.pk)


@guards.staff("writeoff.finish")
def reach(request, pk):
    milestone = get_object_or_404(
        Milestone.objects.filter(task__in=Task.objects.visible_to(request.actor)).select_related("task__lead"), pk=pk
    )
    form = ReachForm(request.POST or None)

    def do() -> str:
        actions.reach(milestone, actor=request.actor, **form.cleaned_data)
        return address(milestone.task_id)

    return ask(request, form, question(milestone.task, f"完成节点：{milestone}", "登记完成", "已登记。"), do)
