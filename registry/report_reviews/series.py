"""Document numbers without gaps: one series for each office, kind of paper and year. Called last, so that its lock is
held shortly."""

import datetime

from django.conf import settings

from core import series
from core.departments.models import Department
from registry.report_reviews.models import ReviewSeries
from registry.report_reviews.states import Letter


def take(office: Department, letter: Letter, day: datetime.date) -> str:
    """The next number, written as settings.REPORT_LETTER_FORMATS says."""
    return write(office, letter, day, number(office.pk, letter, day.year))


def number(office_id: int, letter: Letter, year: int, count: int = 1) -> int:
    """The first of the next `count` numbers; a rolled-back transaction gives them back."""
    return series.take(ReviewSeries, count, office_id=office_id, letter=letter, year=year)


def write(office: Department, letter: Letter, day: datetime.date, number: int) -> str:
    return settings.REPORT_LETTER_FORMATS[letter].format(office=office.name, year=day.year, number=number)
