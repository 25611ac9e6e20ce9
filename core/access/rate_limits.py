"""How often a door may be knocked at. Counted in PostgreSQL: it holds when the cache is away or was flushed.

A GET cannot write there; what only reads is counted in the cache, and let through while the cache is away.
"""

import datetime
import hashlib

from django.core.cache import cache
from django.db import connection

from core import clock
from core.access.models import RateWindow

_COUNT = """
insert into core_ratewindow (key, started_at, count) values (%(key)s, %(now)s, 1)
on conflict (key) do update set
  count = case when core_ratewindow.started_at <= %(stale)s then 1 else core_ratewindow.count + 1 end,
  started_at = case when core_ratewindow.started_at <= %(stale)s then excluded.started_at
               else core_ratewindow.started_at end
returning count
"""


def allow(action: str, key: str, *, limit: int, seconds: int) -> bool:
    """Count one use of `action` by `key`; False from the use after `limit` until the window of `seconds` is over.

    Call it outside the transaction of the action, or a refusal would roll the count back. Not on GET.
    """
    now = clock.real_now()
    stale = now - datetime.timedelta(seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": f"{action}:{key}"[:160], "now": now, "stale": stale})
        return cursor.fetchone()[0] <= limit


def allow_reading(action: str, key: str, *, limit: int, seconds: int) -> bool:
    """As `allow`, for a GET: counted in the cache, under a digest of `key`; True while the cache is away."""
    window = int(clock.real_now().timestamp()) // seconds
    digest = hashlib.sha256(f"{action}:{key}".encode()).hexdigest()[:32]
    name = f"reads:{digest}:{window}"
    if cache.add(name, 1, timeout=seconds):
        return limit >= 1
    try:
        return cache.incr(name) <= limit
    except ValueError:  # it expired between the two calls
        return True


def sweep() -> int:
    """Remove windows of former days; returns the number of rows."""
    yesterday = clock.real_now() - datetime.timedelta(days=1)
    return RateWindow.objects.filter(started_at__lt=yesterday).delete()[0]
