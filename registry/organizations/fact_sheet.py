"""Every dated fact of one organization in one statement: nine tables as JSON, back into rows of their models."""

import datetime
import json
from functools import cache

from django.db import connection

from core import clock, history
from core.dated.models import DatedFact
from core.departments.models import Department, Region
from registry.organizations.facts import FACT_MODELS, OrganizationAddress, OrganizationStatus, Responsibility
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind

MODELS = {model._meta.model_name: model for model in FACT_MODELS}


@cache
def _statement() -> str:
    parts = (
        f"SELECT '{name}', to_jsonb(fact) FROM {model._meta.db_table} fact WHERE organization_id = %s"  # noqa: S608
        for name, model in MODELS.items()
    )
    return " UNION ALL ".join(parts)


def facts_of(organization: Organization) -> list[DatedFact]:
    """Newest first within their table, responsibilities last and by kind.

    One query; one more for departments and one for regions that the organization's own links do not bring.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [organization.pk] * len(MODELS))
        found = [_row(MODELS[name], json.loads(values), organization) for name, values in cursor.fetchall()]
    _link_departments(found, organization)
    _link_regions([fact for fact in found if isinstance(fact, OrganizationAddress)], organization)
    return sorted(found, key=_place)


@cache
def _known_statement() -> str:
    parts = []
    for name, model in MODELS.items():
        known = history.known_by(model.pgh_event_model._meta.db_table, "e.organization_id = %s")
        parts.append(f"SELECT '{name}', to_jsonb(known) FROM ({known}) known WHERE pgh_label <> 'delete'")  # noqa: S608
    return " UNION ALL ".join(parts)


def facts_known(organization: Organization, known_at: datetime.date) -> list[DatedFact]:
    """The facts as the portal knew them at the end of `known_at`, read from the history tables alone; one query.

    Corrections, late recordings and closings of later days are not in them. In the order of `facts_of`.
    """
    with connection.cursor() as cursor:
        cursor.execute(_known_statement(), [organization.pk, clock.end_of(known_at)] * len(MODELS))
        found = [_row(MODELS[name], json.loads(values), organization) for name, values in cursor.fetchall()]
    _link_departments(found, organization)
    _link_regions([fact for fact in found if isinstance(fact, OrganizationAddress)], organization)
    return sorted(found, key=_place)


def as_known(organization: Organization, facts: list[DatedFact], day: datetime.date) -> Organization | None:
    """The organization as `facts` describe it on `day`; None where they do not say that it stood in the register.

    For display: no current column of a dated item is left on it.
    """
    copy = Organization.objects.get(pk=organization.pk)
    copy.certificate_until = copy.has_party_clause = copy.has_core_values_clause = None
    in_force = [fact for fact in facts if fact.is_on(day)]
    by_key = {(type(fact), *sorted(fact.key.items())): fact for fact in in_force}
    if not any(isinstance(fact, OrganizationStatus) for fact in in_force):
        return None
    keys = [{"kind": str(kind)} for kind in ResponsibilityKind]
    for model in FACT_MODELS:
        for key in keys if model is Responsibility else [{}]:
            fact = by_key.get((model, *sorted(key.items())))
            for column, value in model.projection(fact, key).items():
                setattr(copy, column, value)
    return copy


def _row(model: type[DatedFact], values: dict, organization: Organization) -> DatedFact:
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    fact = model.from_db("default", names, [field.to_python(values[field.column]) for field in fields])
    fact.organization = organization
    return fact


def _place(fact: DatedFact) -> tuple:
    kind = list(ResponsibilityKind).index(fact.kind) if isinstance(fact, Responsibility) else -1
    return kind, FACT_MODELS.index(type(fact)), -fact.valid_from.toordinal(), -fact.pk


def _attached(organization: Organization, model) -> dict[int, object]:
    """What `queries.with_links` has fetched already, by primary key."""
    links = [field for field in Organization._meta.concrete_fields if field.related_model is model]
    rows = [getattr(organization, field.name) for field in links if field.is_cached(organization)]
    return {row.pk: row for row in rows if row is not None}


OFFICE = {Responsibility: "department", OrganizationStatus: "decided_by"}


def _link_departments(facts: list[DatedFact], organization: Organization) -> None:
    known = _attached(organization, Department)
    linked = [(fact, OFFICE[type(fact)]) for fact in facts if type(fact) in OFFICE]
    if missing := {getattr(fact, f"{name}_id") for fact, name in linked} - known.keys() - {None}:
        known |= Department.objects.in_bulk(missing)
    for fact, name in linked:
        setattr(fact, name, known.get(getattr(fact, f"{name}_id")))


def _link_regions(facts: list[OrganizationAddress], organization: Organization) -> None:
    """With the region above each: the page says both."""
    known = _attached(organization, Region)
    for region in known.values():
        if region.parent_id in known:
            region.parent = known[region.parent_id]
    complete = {pk for pk, region in known.items() if region.parent_id is None or region.parent_id in known}
    if missing := {fact.region_id for fact in facts} - complete - {None}:
        known |= Region.objects.select_related("parent").in_bulk(missing)
    for fact in facts:
        fact.region = known.get(fact.region_id)
