"""The way back for organizations: what nothing was built on goes; what changed since stays and is listed."""

from core import audit
from core.access.actor import Actor
from core.dated import actions as dated
from core.workflow.perform import lock
from registry.imports.kinds.organizations.applying import PLAIN, typed
from registry.imports.kinds.organizations.differences import as_json
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.traces import built_on
from registry.organizations import actions as organizations
from registry.organizations.facts import (
    FACT_MODELS,
    OrganizationAddress,
    OrganizationClass,
    OrganizationHeadcount,
    OrganizationName,
    Responsibility,
)
from registry.organizations.models import Organization

# What the batch changed → the fact table, and its columns beside the keys of ImportRow.after.
FACTS = {
    "name": (OrganizationName, [("name", "name")]),
    "place": (OrganizationAddress, [("region_id", "region_id"), ("address", "address")]),
    "business_supervisor_id": (Responsibility, [("department_id", "business_supervisor_id")]),
    "has_public_fundraising": (OrganizationClass, [("has_public_fundraising", "has_public_fundraising")]),
    "headcount": (
        OrganizationHeadcount,
        [("full_time_staff", "full_time_staff"), ("volunteers", "volunteers")],
    ),
}


def withdraw(batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> dict[int, str]:
    ids = [row.subject_id for row in rows]
    list(Organization.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    built = built_on(Organization, ids, batch, own=FACT_MODELS)
    free = [pk for pk in ids if pk not in built]
    if free:
        organizations.withdraw_many(free, actor=actor, origin=batch.origin)
    for row in rows:
        if row.subject_id not in built:
            row.organization_id = None
    return {row.pk: "、".join(sorted(built[row.subject_id])) for row in rows if row.subject_id in built}


def restore(row: ImportRow, *, actor: Actor, label) -> list[str]:
    organization = Organization.objects.get(pk=row.subject_id)
    if not actor.competent_for(organization):
        return [label(name) for name in row.wanted]
    left, plain = [], {}
    for name in (n for n in row.after if n in PLAIN):
        if as_json(getattr(organization, name)) == row.after[name]:
            plain[name] = typed(name, row.before[name])
        else:
            left.append(label(name))
    if plain:
        organizations.edit(organization, actor=actor, version=organization.version, **plain)
    for name, fact_id in row.after.get("facts", {}).items():
        model, pairs = FACTS[name]
        values = {column: row.after[key] for column, key in pairs if key in row.after}
        if not take_back(model, fact_id, values, organization, batch_id=row.batch_id, actor=actor):
            left.append(label(name))
    return left


def take_back(model, fact_id: int, values: dict, organization: Organization, *, batch_id: int, actor: Actor) -> bool:
    """False when the fact was ended, corrected or removed since. It was open unless `values` say its last day."""
    lock(organization)
    fact = model.objects.filter(pk=fact_id, organization=organization).first()
    values = {"valid_to": None, **values}
    if fact is None or any(getattr(fact, column) != value for column, value in values.items()):
        return False
    dated.take_back(fact)
    Organization.objects.filter(pk=organization.pk).update(version=organization.version + 1)
    audit.record("imports.take_back", actor=actor, subject=organization, fact=fact_id, batch=batch_id)
    return True
