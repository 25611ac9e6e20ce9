"""Counting the rows of a list up to a cap: the dearest query of a long one."""

import time
from collections.abc import Hashable

from django.db.models import QuerySet

SECONDS = 600
KEPT = 1000
_above: dict[Hashable, float] = {}  # what was found to exceed its cap, and until when that is believed


def up_to(cap: int, rows: QuerySet, key: Hashable) -> int:
    """Exact up to `cap`; one more than `cap` says "more than".

    "More than" stays true for long, so this process remembers it for ten minutes by `key`; a number that is exact is
    counted every time.
    """
    now = time.monotonic()
    if _above.get((key, cap), 0) > now:
        return cap + 1
    number = rows.order_by().values("pk")[: cap + 1].count()
    if number > cap:
        if len(_above) >= KEPT:
            _above.clear()
        _above[key, cap] = now + SECONDS
    return number


def forget() -> None:
    """For tests: one test's long list is another's short one."""
    _above.clear()
