"""From a row of a write-off list back to the task it belongs to: named in settings.WRITEOFF_ROW_LINKS."""

from django.urls import reverse

from core.access.actor import Actor
from core.writeoff.models import WriteOffRow
from supervision.task_lists.models import Task
from supervision.task_lists.states import VIEW


def of_row(row: WriteOffRow, actor: Actor) -> list[tuple[str, str]]:
    if not actor.can(VIEW):
        return []
    task = Task.objects.visible_to(actor).filter(book=row.write_off_list_id).first()
    return [("所属任务", reverse("staff:task_lists:detail", args=[task.pk]))] if task else []
