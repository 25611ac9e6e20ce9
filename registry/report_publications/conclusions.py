"""What was concluded about reports, asked of whoever concludes: settings.REPORT_CONCLUSIONS."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string

LABELS = {"qualified": "合格", "basically_qualified": "基本合格", "unqualified": "不合格"}


def standing(reports: Iterable[int], day: datetime.date) -> dict[int, str]:
    """Report id → value (a key of LABELS) that stood at the end of `day`; nothing where no capability concludes."""
    if not settings.REPORT_CONCLUSIONS:
        return {}
    return import_string(settings.REPORT_CONCLUSIONS)(reports, day)
