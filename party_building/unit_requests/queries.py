"""Whom a request goes to, and what is open about a unit."""

import datetime

from core import clock
from core.departments.models import Department, DepartmentKind, Region
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.unit_requests.models import UnitRequest
from registry.organizations.models import Organization


def office_of_place(region: Region | None, superior: Department) -> Department | None:
    """Who speaks for the served place: its party organ, else its street office; None where that is `superior` itself
    or where nobody sits there. One query."""
    if region is None:
        return None
    found = Department.objects.active().of_kind(DepartmentKind.PARTY_ORGAN, DepartmentKind.STREET)
    offices = {office.kind: office for office in found.filter(region=region).order_by("-pk")}
    office = offices.get(DepartmentKind.PARTY_ORGAN) or offices.get(DepartmentKind.STREET)
    return None if office is None or office.pk == superior.pk else office


def covering(organization: Organization) -> list[PartyUnit]:
    """Units of which the organization's secretary may ask something: those she sees that stand today."""
    units = PartyUnit.objects.on(clock.today()).filter(organization=organization)
    return list(units.select_related("superior").order_by("name"))


def covered_by(unit: PartyUnit, day: datetime.date) -> list[Organization]:
    """Whom the unit covers on `day`, by name. One query."""
    links = CoverageLink.objects.on(day).filter(unit=unit).select_related("organization")
    return [link.organization for link in links.order_by("organization__pinyin", "organization_id")]


def of_unit(actor, unit: PartyUnit):
    """What was asked about a unit, newest first, as far as the actor sees."""
    rows = UnitRequest.objects.visible_to(actor).filter(unit=unit)
    return rows.select_related("superior", "drafter", "organization", "unit").order_by("-created_at", "-pk")
