"""Entering organizations by the thousand, and their changes verb by verb."""

from core import clock
from core.access.actor import Actor
from registry.imports.checking import day_of
from registry.imports.models import ImportBatch, ImportRow
from registry.organizations import actions as organizations
from registry.organizations.facts import OrganizationHeadcount
from registry.organizations.models import Organization
from registry.organizations.states import RegistrationLevel, ResponsibilityKind, SupervisionMode

_LEVELS = {0: RegistrationLevel.PROVINCE, 1: RegistrationLevel.CITY, 2: RegistrationLevel.DISTRICT}
PLAIN = ("uscc", "org_code", "legacy_reg_no", "registered_on", "registered_funds_yuan", "business_scope",
          "phone_public")  # fmt: skip
COUNTS = ("full_time_staff", "volunteers")
PLACE = ("region_id", "address")


def create(batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> list[int]:
    level = _LEVELS.get(batch.registering_authority.region.level, "")
    entered = organizations.register_many(
        [_new(batch, row, level) for row in rows], actor=actor, document=batch.document, origin=batch.origin
    )
    for row, organization in zip(rows, entered, strict=True):
        row.organization_id = organization.pk
    return [organization.pk for organization in entered]


def _new(batch: ImportBatch, row: ImportRow, level: str) -> organizations.NewOrganization:
    held = row.values
    registered_on = day_of(held.get("registered_on") or "")
    first = registered_on or batch.list_date or clock.today()
    responsibilities = {
        ResponsibilityKind.REGISTERING: batch.registering_authority_id,
        ResponsibilityKind.SUPERVISING: batch.department_id,
    }
    if held.get("business_supervisor_id"):
        responsibilities[ResponsibilityKind.BUSINESS] = held["business_supervisor_id"]
    former = ()
    if held.get("former_name"):
        until = batch.list_date if batch.list_date and first < batch.list_date < clock.today() else None
        former = (organizations.FormerName(held["former_name"], until),)
    plain = {name: held.get(name) or "" for name in PLAIN if name not in ("registered_on", "registered_funds_yuan")}
    return organizations.NewOrganization(
        name=held["name"],
        org_type=held["org_type"],
        **plain,
        uscc_override_reason=_code_reason(batch, row),
        registered_on=registered_on,
        registered_funds_yuan=held.get("registered_funds_yuan") or None,
        has_public_fundraising=bool(held.get("has_public_fundraising")),
        registration_level=level,
        supervision_mode=SupervisionMode.DUAL if held.get("business_supervisor") else "",
        region_id=held.get("region_id"),
        address=held.get("address") or "",
        responsibilities=responsibilities,
        facts_from=first,
        former_names=former,
        **{name: held.get(name) for name in COUNTS},
    )


def _code_reason(batch: ImportBatch, row: ImportRow) -> str:
    reasons = {**batch.overrides, **row.overrides}
    given = [reasons[code] for code in row.issue_codes if code.startswith("uscc.") and code in reasons]
    return "；".join(dict.fromkeys(given))[:200]


def change(batch: ImportBatch, row: ImportRow, *, actor: Actor) -> dict:
    """The facts that were written, by what they say; plain columns leave nothing but their change."""
    organization = Organization.objects.get(pk=row.subject_id)
    new = {name: value for name, (_, value) in row.wanted.items()}
    plain = {name: typed(name, value) for name, value in new.items() if name in PLAIN}
    if "uscc" in plain and (reason := _code_reason(batch, row)):
        plain["uscc_override_reason"] = reason
    if plain:
        organizations.edit(organization, actor=actor, version=organization.version, **plain)
    facts = _change_facts(batch, new, organization, actor)
    return {"facts": {name: fact.pk for name, fact in facts.items()}} if facts else {}


def _change_facts(batch: ImportBatch, new: dict, organization: Organization, actor: Actor) -> dict:
    common = {"actor": actor, "valid_from": batch.first_day, "document": batch.document}
    facts = {}
    if "name" in new:
        facts["name"] = organizations.rename(organization, name=new["name"], **common)
    if any(name in new for name in PLACE):
        facts["place"] = _move(organization, new, common)
    if "business_supervisor_id" in new:
        facts["business_supervisor_id"] = organizations.set_responsibility(
            organization,
            kind=ResponsibilityKind.BUSINESS,
            department_id=new["business_supervisor_id"],
            **common,
        )
    if "has_public_fundraising" in new:
        facts["has_public_fundraising"] = organizations.reclassify(
            organization, has_public_fundraising=new["has_public_fundraising"], **common
        )
    if any(name in new for name in COUNTS):
        counts = {**_counts_on(organization, common["valid_from"]), **{n: new[n] for n in COUNTS if n in new}}
        facts["headcount"] = organizations.note_headcount(organization, **counts, **common)
    return facts


def _move(organization: Organization, new: dict, common: dict):
    """Region and address are one fact; what the list does not say stays."""
    held = organization.community_id or organization.street_id or organization.district_id or organization.city_id
    return organizations.move_address(
        organization,
        region_id=new.get("region_id", held),
        address=new.get("address", organization.address),
        **common,
    )


def _counts_on(organization: Organization, day) -> dict:
    """A list speaks of two counts; the others stay as they were."""
    fact = OrganizationHeadcount.objects.on(day).filter(organization=organization).first()
    return {name: getattr(fact, name) for name in OrganizationHeadcount.value_fields} if fact else {}


def typed(name: str, value):
    """A plain column from what jsonb holds."""
    if name == "registered_on":
        return day_of(value)
    return (value or None) if name == "registered_funds_yuan" else value
