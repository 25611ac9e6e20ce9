"""What the public words need beside the row itself: read once for a page of organizations, only where disclosed."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.departments.models import Department, Region
from registry.disclosures.table import Disclosure, Reach
from registry.organizations.facts import OrganizationName, OrganizationStanding, OrganizationStatus, Responsibility
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind, Standing, Status
from registry.report_publications.public import PublicReport, reports_of

OFFICES = ("registering_authority", "business_supervisor")
PLACES = ("city", "district")


@dataclass
class Sources:
    """Facts by organization id. At most eleven queries, whatever the number of organizations."""

    day: datetime.date
    reach: Reach
    offices: dict[int, Department] = field(default_factory=dict)
    places: dict[int, Region] = field(default_factory=dict)
    statuses: dict[int, OrganizationStatus] = field(default_factory=dict)
    standings: dict[int, list[OrganizationStanding]] = field(default_factory=dict)
    deciders: dict[int, list[Responsibility]] = field(default_factory=dict)
    former_names: dict[int, list[OrganizationName]] = field(default_factory=dict)
    reports: dict[int, list[PublicReport]] = field(default_factory=dict)
    representatives: dict[int, str] = field(default_factory=dict)


def read(rows: list[Organization], wanted: dict[str, Disclosure], reach: Reach, day: datetime.date) -> Sources:
    found = Sources(day, reach)
    found.offices = _linked(Department, rows, [name for name in OFFICES if name in wanted])
    found.places = _linked(Region, rows, PLACES if "district" in wanted else ())
    if "status" in wanted:
        begun = OrganizationStatus.objects.on(day)
        found.statuses = {fact.organization_id: fact for fact in _of(begun, rows, _is_not_normal)}
    if "standing" in wanted:
        _read_standings(found, rows)
    if "former_names" in wanted:
        over = OrganizationName.objects.filter(valid_to__lt=day).order_by("valid_from")
        found.former_names = _grouped(_of(over, rows))
    if "legal_representative" in wanted:
        found.representatives = _representatives(rows)
    if "annual_reports" in wanted:
        found.reports = reports_of(rows, day, with_figures=True)
    return found


def _linked(model, rows: list[Organization], links: Iterable[str]) -> dict:
    return model.objects.in_bulk({getattr(row, f"{link}_id") for row in rows for link in links} - {None})


def _is_not_normal(row: Organization) -> bool:
    return row.status != Status.NORMAL


def _is_listed(row: Organization) -> bool:
    return row.standing != Standing.CLEAR


def _of(facts, rows: list[Organization], condition=None) -> list:
    """Facts of those rows that meet the condition; no query where none does."""
    ids = [row.pk for row in rows if condition is None or condition(row)]
    return list(facts.filter(organization__in=ids)) if ids else []


def _grouped(facts: list) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for fact in facts:
        found[fact.organization_id].append(fact)
    return found


def _read_standings(found: Sources, rows: list[Organization]) -> None:
    begun = OrganizationStanding.objects.filter(valid_from__lte=found.day).order_by("-valid_from")
    found.standings = _grouped(_of(begun, rows, _is_listed))
    if found.reach == Reach.PAGE:
        offices = Responsibility.objects.filter(kind=ResponsibilityKind.SUPERVISING).select_related("department")
        found.deciders = _grouped(_of(offices, rows, _is_listed))


def _representatives(rows: list[Organization]) -> dict[int, str]:
    """The name and nothing else of the person."""
    people = Organization.objects.filter(pk__in=[row.pk for row in rows if row.legal_representative_id])
    return dict(people.values_list("pk", "legal_representative__name"))
