"""Numbers without gaps: the last one of a series is a row that is locked until the transaction ends.

Called last in a verb, so that the lock is held shortly; a rolled-back transaction gives its numbers back.
"""

from django.db import models


def take(series: type[models.Model], count: int = 1, **key) -> int:
    """The first of the next `count` numbers. `series` is a table with `last_number`, unique by `key`."""
    series._base_manager.bulk_create([series(**key)], ignore_conflicts=True)
    row = series._base_manager.select_for_update().get(**key)
    first = row.last_number + 1
    row.last_number += count
    row.save(update_fields=["last_number"])
    return first
