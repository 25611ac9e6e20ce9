"""What the home page and the header show."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from core import clock
from core.access.actor import Actor
from core.worklist.models import WorkItem
from core.worklist.states import WorkState


@dataclass(frozen=True)
class Counts:
    open: int = 0
    due_today: int = 0
    overdue: int = 0
    due_this_week: int = 0
    waiting: int = 0


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
            waiting=Count("pk", filter=~running),
        )
    )
    return Counts(**{name: number or 0 for name, number in numbers.items()})


def open_count(actor: Actor) -> int:
    """For the header: 待办 17."""
    return WorkItem.objects.visible_to(actor).open()[:100].count()


def counts_by_capability(actor: Actor) -> dict[str, int]:
    """How many open items each capability has put on the list: the part of `kind` before the point. One query."""
    kinds = WorkItem.objects.visible_to(actor).open().values_list("kind").annotate(Count("pk")).order_by("kind")
    found: dict[str, int] = {}
    for kind, number in kinds:
        capability = kind.partition(".")[0]
        found[capability] = found.get(capability, 0) + number
    return found


def next_items(actor: Actor, limit: int = 8, capability: str = "") -> list[WorkItem]:
    """今日待办: the most urgent first, one query."""
    items = WorkItem.objects.visible_to(actor).open().of_capability(capability)
    return list(items.by_urgency().select_related("claimed_by")[:limit])


def due_between(actor: Actor, first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, int]]:
    """(day, how many open items are due on it), both days inclusive, one query."""
    items = WorkItem.objects.visible_to(actor).open().filter(waiting_since=None, due_on__range=(first, last))
    return list(items.values_list("due_on").annotate(Count("pk")).order_by("due_on"))


def done_today(actor: Actor) -> int:
    """What this person finished today."""
    closed = WorkItem.objects.visible_to(actor).filter(closed_by_id=actor.user_id, state=WorkState.DONE)
    return closed.filter(closed_at__date=clock.today()).count()
