"""Filing numbers without gaps: one series for each office and year. Called last, so that its lock is held shortly."""

import datetime

from django.conf import settings

from core import series
from core.departments.models import Department
from registry.community_orgs.models import FilingSeries


def take(office: Department, year: int, count: int) -> range:
    """The next `count` numbers of the series, in order; a rolled-back transaction gives them back."""
    first = series.take(FilingSeries, count, office=office, year=year)
    return range(first, first + count)


def written(office: Department, day: datetime.date, number: int) -> str:
    """The number as it is printed, in settings.COMMUNITY_FILING_FORMAT."""
    region = office.region
    district = region.parent.name if region.parent else ""
    return settings.COMMUNITY_FILING_FORMAT.format(district=district, street=region.name, year=day.year, number=number)
