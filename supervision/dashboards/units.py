"""To which district or department a row belonged on a day: today by the projection, any other day by the facts.

`prefix` leads from the counted row to its organization ("" for organizations themselves).
"""

import datetime

from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from core import clock
from core.departments.models import Department, Region, RegionLevel
from core.indicators.grouping import Unit
from registry.organizations.facts import OrganizationAddress, OrganizationClass, OrganizationScope, Responsibility
from registry.organizations.states import OrgType, ResponsibilityKind


def _city(prefix: str, as_of: datetime.date):
    return _region(prefix, as_of, "city_id", RegionLevel.CITY)


def _district(prefix: str, as_of: datetime.date):
    return _region(prefix, as_of, "district_id", RegionLevel.DISTRICT)


def _street(prefix: str, as_of: datetime.date):
    return _region(prefix, as_of, "street_id", RegionLevel.TOWNSHIP)


def _supervising(prefix: str, as_of: datetime.date):
    return _office(prefix, as_of, ResponsibilityKind.SUPERVISING)


def _party(prefix: str, as_of: datetime.date):
    return _office(prefix, as_of, ResponsibilityKind.PARTY)


def _responsible(prefix: str, as_of: datetime.date):
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


def _word(model, column: str):
    """A column of the organization that is no link, read from its facts on any other day; empty is no unit."""

    def of(prefix: str, as_of: datetime.date):
        return NullIf(_of(prefix, as_of), Value(""))

    def _of(prefix: str, as_of: datetime.date):
        if as_of == clock.today():
            return F(f"{prefix}{column}")
        return Subquery(model.objects.on(as_of).filter(organization=OuterRef(f"{prefix}pk")).values(column)[:1])

    return of


def _rows(model, *order: str):
    def named(keys) -> list[tuple]:
        return [(row.pk, str(row)) for row in model.objects.filter(pk__in=keys).order_by(*order)]

    return named


def _types(keys) -> list[tuple]:
    return [(value, label) for value, label in OrgType.choices if value in keys]


def _trades(keys) -> list[tuple]:
    return [(word, word) for word in sorted(keys)]


_regions, _offices = _rows(Region, "code"), _rows(Department, "region__level", "region__code", "pk")

CITY = Unit("市", _city, _regions)
DISTRICT = Unit("区县", _district, _regions)
STREET = Unit("镇街", _street, _regions)
SUPERVISING = Unit("监督管理机关", _supervising, _offices)
RESPONSIBLE = Unit("责任部门", _responsible, _offices)
PARTY = Unit("党建责任单位", _party, _offices)
TYPE = Unit("类型", _word(OrganizationClass, "org_type"), _types, is_kept=False)
TRADE = Unit("行业", _word(OrganizationScope, "industry"), _trades, is_kept=False)
