"""The usual grades of a review, into rows. Safe to repeat: what people changed stays."""

import datetime

from django.db import transaction

from party_building.year_statements.models import StatementGrade

# Usual words (unverified): the party organ edits the rows.
GRADES = (("good", "好"), ("fair", "较好"), ("ordinary", "一般"), ("poor", "差"))
SINCE = datetime.date(2017, 1, 1)


@transaction.atomic
def load_grades() -> int:
    known = set(StatementGrade.objects.values_list("code", flat=True))
    missing = [
        StatementGrade(code=code, name=name, order=number * 10, valid_from=SINCE)
        for number, (code, name) in enumerate(GRADES, 1)
        if code not in known
    ]
    return len(StatementGrade.objects.bulk_create(missing))
