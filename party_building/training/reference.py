"""The usual stages of an organization, into rows. Safe to repeat: what people changed stays."""

import datetime

from django.db import transaction

from party_building.training.models import CourseStage

# Usual words of course menus (unverified): the party organ edits the rows.
STAGES = (
    ("start", "初创期", "登记不满两年或尚未开展活动"),
    ("growth", "成长期", "已正常开展活动"),
    ("mature", "成熟期", "制度健全、活动稳定"),
)
SINCE = datetime.date(2017, 1, 1)


@transaction.atomic
def load_stages() -> int:
    known = set(CourseStage.objects.values_list("code", flat=True))
    missing = [
        CourseStage(code=code, name=name, note=note, order=number * 10, valid_from=SINCE)
        for number, (code, name, note) in enumerate(STAGES, 1)
        if code not in known
    ]
    return len(CourseStage.objects.bulk_create(missing))
