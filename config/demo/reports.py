"""Report years of the demo city: most filed in time, some late, some missing, a few in the middle of something."""

import datetime
import random

from config.demo import answers, cast, filed
from config.demo.accounts import SEEDER
from config.demo.moment import at
from core import clock
from core.obligations.models import ObligationState
from registry.annual_reports.actions import obligations
from registry.annual_reports.form_schema import schema_of
from registry.annual_reports.reference import load_regimes
from registry.models import ReportObligation

MISSING = 0.05  # share of obligations nobody met


def build(years: int) -> int:
    """Open the last `years` report years and live through them; returns how many reports were filed."""
    load_regimes()
    this_year = clock.today().year
    carried: dict[int, answers.Carried] = {}
    count = 0
    for year in range(this_year - years, this_year):
        with at(datetime.date(year + 1, 1, 4)):
            obligations.open_year(year, actor=SEEDER)
        obligations.open_year(year, actor=SEEDER)
        count += _year(year, carried)
    cast.live(carried)
    return count


def _year(year: int, carried: dict[int, answers.Carried]) -> int:
    dice = random.Random(year)
    rows = ReportObligation.objects.filter(year=year, state=ObligationState.OPEN).order_by("organization_id")
    rows = rows.select_related("organization__business_supervisor", "organization__industry_department", "regime")
    schemas = {}
    filings = []
    for obligation in rows:
        organization = obligation.organization
        if dice.random() < MISSING or _left_to_the_cast(organization.name, year):
            continue
        if organization.org_type not in schemas:
            schemas[organization.org_type] = schema_of(filed.filing_form(organization.org_type, year))
        mine = carried.setdefault(organization.pk, answers.start(organization, dice))
        planned = filed.plan(obligation, schemas[organization.org_type], mine, dice, clock.today())
        if planned is not None:
            filings.append(planned)
    return filed.write(filings)


def _left_to_the_cast(name: str, year: int) -> bool:
    return (year == cast.YEAR and name in cast.LIVED) or (name, year) in cast.NEVER
