"""What stands on an office or a division and has to move with it. Every app lists its own in
settings.REORGANIZATION_MOVERS, so that the kernel need not know what they are."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
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
    """Override what applies. `label` says what is counted; `unit` is its counting word.

    Counting writes nothing. Moving is safe to repeat: what has moved is not found again. `objections` are sentences
    that keep the change from being proposed.
    """

    label = ""
    unit = "条"

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


def all_movers() -> list[Mover]:
    return [import_string(path)() for path in settings.REORGANIZATION_MOVERS]
