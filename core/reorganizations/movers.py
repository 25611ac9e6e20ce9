"""What stands on an office or a division and has to move with it. Every app lists its own in
settings.REORGANIZATION_MOVERS, so that the kernel need not know what they are."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from core.access.actor import Actor


@dataclass(frozen=True)
class Change:
    """`pairs` maps the id of what ends to the id of what follows; None where nothing does. `day` is the first day."""

    pairs: dict[int, int | None]
    day: datetime.date
    document: str
    actor: Actor


class Mover:
    """Override what applies. `label` says what is counted; `unit` is its counting word. `moves` names the links that
    follow ("core.WorkItem.department"); every link of the portal is in one of these or has a reason to stay
    (tests/test_reorganization_movers.py).

    Counting writes nothing. Moving is safe to repeat: what has moved is not found again. `objections` are sentences
    that keep the change from being proposed.
    """

    label = ""
    unit = "条"
    moves: tuple[str, ...] = ()

    def count_regions(self, old: Iterable[int], day: datetime.date) -> int:
        return 0

    def move_regions(self, change: Change) -> int:
        return 0

    def count_departments(self, old: Iterable[int], day: datetime.date) -> int:
        return 0

    def move_departments(self, change: Change) -> int:
        return 0

    def objections(self, pairs: dict[int, int | None], *, is_of_regions: bool) -> list[str]:
        return []


def follow(rows, field: str, change: Change, **more) -> int:
    """Rows that name what ends name what follows; without a successor they stay. `more` is written beside it."""
    pairs = change.pairs.items()
    return sum(rows.filter(**{field: old}).update(**{field: new}, **more) for old, new in pairs if new)


def named(rows, fields: Iterable[str], old: Iterable[int]) -> QuerySet:
    """Rows that name one of `old` in any of the fields."""
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__in": list(old)})
    return rows.filter(found)


def all_movers() -> list[Mover]:
    return [import_string(path)() for path in settings.REORGANIZATION_MOVERS]
