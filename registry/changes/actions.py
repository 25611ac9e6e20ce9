"""Keeping the feed: entries are forgotten after their time, with the cursors that stand before them."""

import datetime

from django.conf import settings

from core import clock
from registry.changes.models import RegisterChange


def forget_old() -> int:
    """Returns how many."""
    limit = clock.real_now() - datetime.timedelta(days=settings.API_TOKENS["feed_days"])
    return RegisterChange.objects.filter(at__lt=limit).delete()[0]
