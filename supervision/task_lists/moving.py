"""Tasks follow the office that issues them, owns them or helps; their rows follow with the write-off lists."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow, named
from supervision.task_lists.models import Task, TaskOffice, TaskPartner, TaskSeries, TaskTarget
from supervision.task_lists.states import TaskState


class Tasks(Mover):
    label, unit = "未办结的任务", "项"
    moves = (
        "supervision.Task.department",
        "supervision.Task.lead",
        "supervision.TaskSeries.department",
        "supervision.TaskTarget.responsible",
        "supervision.TaskPartner.department",
        "supervision.TaskOffice.department",
    )

    @staticmethod
    def _tasks():
        drafts = Task.objects.filter(state=TaskState.DRAFT)
        return Task.objects.filter(pk__in=[*_ids(drafts), *_ids(Task.objects.unfinished())])

    @staticmethod
    def _targets(day):
        """Of drafts, and of what the next periods copy."""
        series = TaskSeries.objects.running(day)
        return TaskTarget.objects.filter(task__state=TaskState.DRAFT) | TaskTarget.objects.filter(
            task__series__in=series
        )

    def count_departments(self, old, day):
        running = TaskSeries.objects.running(day)
        return named(self._tasks(), ("department", "lead"), old).count() + named(running, ("department",), old).count()

    def move_departments(self, change: Change) -> int:
        tasks, more = self._tasks(), {"version": F("version") + 1}
        touched = self.count_departments(change.pairs, change.day)
        held = list(_ids(tasks))
        follow(TaskSeries.objects.running(change.day), "department", change, **more)
        self._once(self._targets(change.day), "responsible", ("task", "problem"), change)
        for table in (TaskPartner, TaskOffice):
            self._once(table.objects.filter(task__in=held), "department", ("task",), change)
        for field in ("department", "lead"):
            follow(Task.objects.filter(pk__in=held), field, change, **more)
        return touched

    @staticmethod
    def _once(rows, field: str, beside: tuple[str, ...], change: Change) -> None:
        """A task that names the successor already keeps it once."""
        for old, new in change.pairs.items():
            if new is None:
                continue
            there = set(rows.filter(**{field: new}).values_list(*beside))
            for row in rows.filter(**{field: old}):
                key = tuple(getattr(row, f"{name}_id" if name == "task" else name) for name in beside)
                if key not in there or getattr(row, "organization_id", None):
                    setattr(row, f"{field}_id", new)
                    row.save(update_fields=[field])


def _ids(rows):
    return rows.values_list("pk", flat=True)
