"""Live a moment of the demo city's past: the portal's clock stands there while the block runs."""

import datetime
import os
from contextlib import contextmanager

from core import clock


@contextmanager
def at(day: datetime.date, hour: int = 10, minute: int = 0):
    """Verbs called inside write the dates of `day` (Asia/Shanghai). Only where settings.CLOCK_MOVABLE."""
    before = {name: os.environ.get(name) for name in ("PORTAL_NOW", "PORTAL_NOW_SINCE")}
    moment = datetime.datetime.combine(day, datetime.time(hour, minute), clock.SHANGHAI)
    os.environ["PORTAL_NOW"] = moment.isoformat()
    os.environ.pop("PORTAL_NOW_SINCE", None)
    try:
        yield moment
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
