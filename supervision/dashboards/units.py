"""To which district or department a row belonged on a day: today by the projection, any other day by the facts.

`prefix` leads from the counted row to its organization ("" for organizations themselves).
"""

import datetime

from django.db.models import Case, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from core import clock
from core.departments.models import RegionLevel
from registry.organizations.facts import OrganizationAddress, Responsibility
from registry.organizations.states import ResponsibilityKind


def city(prefix: str, as_of: datetime.date):
    return _region(prefix, as_of, "city_id", RegionLevel.CITY)


def district(prefix: str, as_of: datetime.date):
    return _region(prefix, as_of, "district_id", RegionLevel.DISTRICT)


def supervising(prefix: str, as_of: datetime.date):
    return _office(prefix, as_of, ResponsibilityKind.SUPERVISING)


def responsible(prefix: str, as_of: datetime.date):
    """责任部门: the business supervisor, else the industry department."""
    return Coalesce(
        _office(prefix, as_of, ResponsibilityKind.BUSINESS), _office(prefix, as_of, ResponsibilityKind.INDUSTRY)
    )


def _region(prefix: str, as_of: datetime.date, column: str, level: int):
    if as_of == clock.today():
        return F(f"{prefix}{column}")
    steps = {below: "region" + "__parent" * (below - level) + "__id" for below in RegionLevel.values if below >= level}
    unit = Case(*(When(region__level=below, then=F(path)) for below, path in steps.items()))
    facts = OrganizationAddress.objects.on(as_of).filter(organization=OuterRef(f"{prefix}pk"))
    return Subquery(facts.annotate(unit=unit).values("unit")[:1])


def _office(prefix: str, as_of: datetime.date, kind: str):
    if as_of == clock.today():
        return F(f"{prefix}{kind}_id")
    facts = Responsibility.objects.on(as_of).filter(organization=OuterRef(f"{prefix}pk"), kind=kind)
    return Subquery(facts.values("department")[:1])
