"""Document numbers without gaps: one series for each office, kind of paper and year. Called last, so that its lock is
held shortly."""

import datetime

from django.conf import settings

from core.departments.models import Department
from registry.report_reviews.models import ReviewSeries
from registry.report_reviews.states import Letter


def take(office: Department, letter: Letter, day: datetime.date) -> str:
    """The next number, written as settings.REPORT_LETTER_FORMATS says."""
    return write(office, letter, day, number(office.pk, letter, day.year))


def number(office_id: int, letter: Letter, year: int, count: int = 1) -> int:
    """The first of the next `count` numbers; a rolled-back transaction gives them back."""
    ReviewSeries.objects.bulk_create(
        [ReviewSeries(office_id=office_id, letter=letter, year=year)], ignore_conflicts=True
    )
    series = ReviewSeries.objects.select_for_update().get(office=office_id, letter=letter, year=year)
    first = series.last_number + 1
    series.last_number += count
    series.save(update_fields=["last_number"])
    return first


def write(office: Department, letter: Letter, day: datetime.date, number: int) -> str:
    return settings.REPORT_LETTER_FORMATS[letter].format(office=office.name, year=day.year, number=number)
