"""The one clock. Nothing else in the project asks the machine what day it is.

In the demo and in tests the environment may move it: `PORTAL_NOW` (ISO moment with offset) says where it stands;
with `PORTAL_NOW_SINCE` (Unix seconds of the real clock) it runs on from there, the same in every process. Without
either, `settings.CLOCK_SOURCE` may name a function that knows (the days of the demo).
"""

import datetime
import os
import time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime.datetime:
    """The present moment, aware, in UTC."""
    if not settings.CLOCK_MOVABLE:
        return timezone.now()
    moved = os.environ.get("PORTAL_NOW")
    if not moved:
        return import_string(settings.CLOCK_SOURCE)().astimezone(datetime.UTC) if settings.CLOCK_SOURCE else real_now()
    start = datetime.datetime.fromisoformat(moved).astimezone(datetime.UTC)
    since = os.environ.get("PORTAL_NOW_SINCE")
    return start + datetime.timedelta(seconds=time.time() - float(since)) if since else start


def today() -> datetime.date:
    """The calendar day in Asia/Shanghai."""
    return now().astimezone(SHANGHAI).date()


def real_now() -> datetime.datetime:
    """The machine's own time, for heartbeats, sessions and locks, which no demo date may move."""
    return timezone.now()


def end_of(day: datetime.date) -> datetime.datetime:
    """The first moment after `day` in Asia/Shanghai: `moment < end_of(day)` means "on that day or before"."""
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min, SHANGHAI)


def start_of(day: datetime.date) -> datetime.datetime:
    """The first moment of `day` in Asia/Shanghai."""
    return datetime.datetime.combine(day, datetime.time.min, SHANGHAI)


def date_of(moment: datetime.datetime) -> datetime.date:
    """The Shanghai calendar day on which `moment` falls."""
    return moment.astimezone(SHANGHAI).date()
