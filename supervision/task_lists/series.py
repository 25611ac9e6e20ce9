"""The next task of a series, exactly once however many workers ask."""

import datetime

from django.db import transaction

from core.workflow.perform import lock, log
from registry.organizations.models import Organization
from supervision.task_lists import actions
from supervision.task_lists.models import Task, TaskSeries, TaskTarget
from supervision.task_lists.periods import due_in, period_of
from supervision.task_lists.states import TaskState


@transaction.atomic
def next_of(series: TaskSeries, *, day: datetime.date) -> Task | None:
    """The task of the period that holds `day`, issued by the portal as the first one was; None where there is one.

    The lock makes a second worker wait and find it.
    """
    lock(series)
    period, pattern = period_of(day, series.frequency), series.pattern
    if pattern is None or pattern.state != TaskState.ISSUED or series.tasks.filter(period__gte=period).exists():
        return None
    values = {name: getattr(pattern, name) for name in actions.EDITED}
    due_on = max(due_in(day, series.frequency, series.due_day), day)
    task = Task.objects.create(
        **{**values, "due_on": due_on}, department=series.department, series=series, period=period,
        target_words=pattern.target_words, frozen_on=pattern.frozen_on,
    )  # fmt: skip
    _copy(pattern, task)
    log(task, "draft", actor=actions.PORTAL)
    actions.issue(task, actor=actions.PORTAL)
    return task


def _copy(pattern: Task, task: Task) -> None:
    """The same targets, without organizations that have ended since."""
    gone = Organization.objects.filter(pk__in=pattern.targets.values("organization")).exclude(
        pk__in=Organization.objects.active().values("pk")
    )
    kept = pattern.targets.exclude(organization__in=gone)
    TaskTarget.objects.bulk_create(
        [
            TaskTarget(
                task=task, organization_id=one.organization_id, responsible_id=one.responsible_id, person=one.person,
                problem=one.problem,
            )
            for one in kept
        ]
    )  # fmt: skip
    actions.set_partners(task, [one.department for one in pattern.partners.select_related("department")])
