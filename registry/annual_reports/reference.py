"""Regimes, from the regulations into rows. Safe to repeat: what people changed stays."""

import datetime

from django.conf import settings
from django.db import transaction

from core.departments.models import Region
from registry.annual_reports import attachment_kinds
from registry.annual_reports.models import ReportingRegime
from registry.annual_reports.states import ReportMode
from registry.organizations.states import OrgType

FIRST_YEAR, LAST_YEAR = 2017, 2026
REPORT_ONLY = range(2018, 2025)  # reports only, no conclusions, no first review; before and after: inspection


@transaction.atomic
def load_regimes(city_code: str = "", *, first_year: int = FIRST_YEAR) -> int:
    """Regimes of the report years 2017-2026 of one city (default: the portal's own); the districts follow the city.

    An earlier `first_year` is for reports taken over from before the portal. Dates are those of the regulations
    (条例第二十八条、第二十三条、第三十六条). No row rests on a notice that was seen: all are marked unverified until a
    person enters the document. Nothing is written for a city that is not loaded.
    """
    region = Region.objects.filter(code=city_code or settings.HOME_CITY_CODE).first()
    if region is None:
        return 0
    rows = [
        ReportingRegime(region=region, org_type=org_type, year=year, **_terms(org_type, year))
        for year in range(first_year, LAST_YEAR + 1)
        for org_type in OrgType.values
    ]
    known = set(ReportingRegime.objects.filter(region=region).values_list("org_type", "year"))
    missing = [row for row in rows if (row.org_type, row.year) not in known]
    ReportingRegime.objects.bulk_create(missing)
    return len(missing)


def _terms(org_type: str, year: int) -> dict:
    """Foundations: one date, 31 March, and everybody registered in the year files."""
    is_foundation = org_type == OrgType.FOUNDATION
    is_inspected = year not in REPORT_ONLY
    has_first_date = is_inspected and not is_foundation
    return {
        "mode": ReportMode.INSPECTION if is_inspected else ReportMode.REPORT_ONLY,
        "opens_on": datetime.date(year + 1, 1, 1),
        "has_first_review": is_inspected,
        "first_review_due": datetime.date(year + 1, 3, 31) if has_first_date else None,
        "final_due": datetime.date(year + 1, 3, 31) if is_foundation else datetime.date(year + 1, 5, 31),
        "registered_by": datetime.date(year, 12, 31) if is_foundation else datetime.date(year, 6, 30),
        "roll_forward": True,
        "attachments": attachment_kinds.usual(org_type, year),
    }
