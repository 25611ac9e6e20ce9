"""What the home page and the header show."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from core import clock
from core.access.actor import Actor
from core.worklist.models import WorkItem


@dataclass(frozen=True)
class Counts:
    open: int = 0
    due_today: int = 0
    overdue: int = 0
    due_this_week: int = 0
    mine: int = 0


def counts(actor: Actor) -> Counts:
    """One query. Items that wait for somebody else are open but never overdue."""
    today = clock.today()
    running = Q(waiting_since=None)
    numbers = (
        WorkItem.objects.visible_to(actor)
        .open()
        .aggregate(
            open=Count("pk"),
            due_today=Count("pk", filter=running & Q(due_on=today)),
            overdue=Count("pk", filter=running & Q(due_on__lt=today)),
            due_this_week=Count("pk", filter=running & Q(due_on__range=(today, today + datetime.timedelta(days=7)))),
            mine=Count("pk", filter=Q(claimed_by_id=actor.user_id)),
        )
    )
    return Counts(**{name: number or 0 for name, number in numbers.items()})


def open_count(actor: Actor) -> int:
    """For the header: 待办 17."""
    return WorkItem.objects.visible_to(actor).open()[:100].count()


def next_items(actor: Actor, limit: int = 8) -> list[WorkItem]:
    """今日待办: the most urgent first, one query."""
    return list(WorkItem.objects.visible_to(actor).open().by_urgency().select_related("claimed_by")[:limit])
