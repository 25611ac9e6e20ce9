"""Every night: the tasks of a new period are issued, offices reminded, issuers told what is late. Safe to repeat."""

import datetime

from core import worklist
from core.access.actor import Actor
from core.workdays.calendar import add_workdays
from core.writeoff.models import WriteOffRow
from core.writeoff.states import UNDONE, RowState
from supervision.task_lists import notices
from supervision.task_lists import series as series_of
from supervision.task_lists.models import Task, TaskPace, TaskSeries
from supervision.task_lists.states import LATE_ITEM

PORTAL = Actor.system("task_nights")


def issue_due(day: datetime.date) -> int:
    """Tasks of the periods that have begun. Returns how many; a second run, or a second worker, issues none."""
    series = TaskSeries.objects.running(day).order_by("pk")
    return sum(series_of.next_of(one, day=day) is not None for one in series)


def remind(day: datetime.date) -> dict[str, int]:
    """Each office once about each due date that comes near or has passed. Returns how many were told."""
    pace = TaskPace.objects.on(day).first()
    if pace is None:
        return {"due_soon": 0, "overdue": 0, "late": 0}
    near = add_workdays(day, pace.remind_workdays)
    soon = _open_rows().filter(due_on__range=(day, near))
    late = _open_rows().filter(due_on__lt=day)
    return {
        "due_soon": _tell("due_soon", soon),
        "overdue": _tell("overdue", late),
        "late": _escalate(day, pace.escalate_workdays),
    }


def _open_rows():
    return WriteOffRow.objects.filter(write_off_list__task__isnull=False, state=RowState.OPEN)


def _tell(what: str, rows) -> int:
    told = 0
    groups = rows.order_by("write_off_list_id", "due_on", "responsible_id")
    for book, due_on, office in groups.values_list("write_off_list", "due_on", "responsible").distinct():
        told += notices.tell(what, Task.objects.get(book=book), [office], key=due_on.isoformat())
    return told


def _escalate(day: datetime.date, workdays: int) -> int:
    """The issuer is told, and has it on its list, once a row has been late for so many working days."""
    late = WriteOffRow.objects.filter(write_off_list__task__isnull=False, state__in=UNDONE, due_on__lt=day)
    days = late.order_by().values_list("due_on", flat=True).distinct()
    reached = [due_on for due_on in days if add_workdays(due_on, workdays) <= day]
    told = 0
    for task in Task.objects.filter(book__rows__in=late.filter(due_on__in=reached)).distinct().order_by("pk"):
        number = late.filter(write_off_list=task.book_id, due_on__in=reached).count()
        worklist.open_item(
            LATE_ITEM, subject=task, title=f"任务逾期：{task.full_title}，{number}项，请过问",
            department=task.department_id, url_name="staff:task_lists:detail",
        )  # fmt: skip
        told += notices.tell("late", task, [task.department_id])
    return told
