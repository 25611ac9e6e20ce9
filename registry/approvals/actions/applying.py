"""Writing an accepted push into the register, by the register's own verbs, with the decision as the document."""

from decimal import Decimal

from django.conf import settings
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import Actor
from core.departments.models import RegionLevel
from registry.approvals.models import ApprovalPush
from registry.approvals.reading import day_of
from registry.approvals.states import Party, PushKind
from registry.organizations import actions as organizations
from registry.organizations.facts import OrganizationAddress
from registry.organizations.models import Organization
from registry.organizations.states import RegistrationLevel, ResponsibilityKind, Status, SupervisionMode

LEVELS = {
    RegionLevel.PROVINCE: RegistrationLevel.PROVINCE,
    RegionLevel.CITY: RegistrationLevel.CITY,
    RegionLevel.DISTRICT: RegistrationLevel.DISTRICT,
}
CLASS_FIELDS = ("supervision_mode", "is_industry_association", "is_charity")
REASSIGNED = {Party.DEPARTMENT: ResponsibilityKind.INDUSTRY, Party.PARTY_ORGAN: ResponsibilityKind.PARTY}


def apply(push: ApprovalPush, *, actor: Actor) -> None:
    """The caller holds the push and stands in its transaction. Raises what the verbs of the register raise."""
    if push.kind == PushKind.REGISTRATION:
        push.organization = push.organization or organizations.register(_new(push), actor=actor)
    elif push.kind == PushKind.CHANGE:
        _change(push, push.organization, actor)
    else:
        organizations.change_status(
            push.organization,
            status=Status.CANCELLED,
            decision_number=push.document_no,
            decided_on=push.decided_on,
            decided_by_id=push.approval_bureau_id,
            **_common(push, actor),
        )
    push.applied_at = clock.now()
    push.version += 1
    push.save(update_fields=["organization", "applied_at", "version"])
    for path in settings.APPROVAL_APPLIERS:
        import_string(path)(push, push.organization, actor)


def _common(push: ApprovalPush, actor: Actor) -> dict:
    return {"actor": actor, "valid_from": day_of(push.values, "effective_on"), "document": push.document_no}


def _new(push: ApprovalPush) -> organizations.NewOrganization:
    values = push.values
    supervisor = values.get("business_supervisor_id")
    responsibilities = {
        ResponsibilityKind.REGISTERING.value: push.approval_bureau_id,
        ResponsibilityKind.SUPERVISING.value: push.civil_affairs_id,
    }
    if push.responsible_department_id:
        kind = ResponsibilityKind.BUSINESS if supervisor else ResponsibilityKind.INDUSTRY
        responsibilities[kind.value] = push.responsible_department_id
    if push.party_organ_id:
        responsibilities[ResponsibilityKind.PARTY.value] = push.party_organ_id
    return organizations.NewOrganization(
        name=values["name"],
        uscc=values["uscc"],
        org_type=values["org_type"],
        registered_on=day_of(values, "effective_on"),
        registered_funds_yuan=_money(values),
        business_scope=values.get("business_scope", ""),
        is_industry_association=bool(values.get("is_industry_association")),
        is_charity=bool(values.get("is_charity")),
        registration_level=LEVELS.get(push.civil_affairs.region.level, ""),
        supervision_mode=values.get("supervision_mode")
        or (SupervisionMode.DUAL if supervisor else SupervisionMode.DIRECT),
        region_id=values.get("region_id"),
        address=values.get("address", ""),
        responsibilities=responsibilities,
        document=push.document_no,
    )


def _money(values: dict) -> Decimal | None:
    return Decimal(values["registered_funds_yuan"]) if values.get("registered_funds_yuan") else None


def _change(push: ApprovalPush, organization: Organization, actor: Actor) -> None:
    """Each item by its verb, from the day the decision takes effect; what the push does not name stays."""
    values, common = push.values, _common(push, actor)
    if values.get("new_name"):
        organizations.rename(organization, name=values["new_name"], **common)
    if values.get("address"):
        held = OrganizationAddress.objects.on(common["valid_from"]).filter(organization=organization).first()
        region_id = values.get("region_id") or (held.region_id if held else None)
        organizations.move_address(organization, region_id=region_id, address=values["address"], **common)
    if values.get("business_supervisor_id"):
        organizations.set_responsibility(
            organization,
            kind=ResponsibilityKind.BUSINESS,
            department_id=values["business_supervisor_id"],
            **common,
        )
    classes = {name: values[name] for name in CLASS_FIELDS if name in values}
    if classes:
        organizations.reclassify(organization, **classes, **common)
    if values.get("business_scope"):
        scope = {"business_scope": values["business_scope"], "industry": organization.industry}
        organizations.set_scope(organization, **scope, **common)
    if values.get("registered_funds_yuan"):
        organizations.set_funds(organization, registered_funds_yuan=_money(values), **common)


def reassign(push: ApprovalPush, party: Party, *, actor: Actor) -> None:
    """Another office took it up after the register was written: from today on it answers."""
    department = push.responsible_department_id if party == Party.DEPARTMENT else push.party_organ_id
    organizations.set_responsibility(
        push.organization,
        actor=actor,
        kind=REASSIGNED[party],
        department_id=department,
        valid_from=clock.today(),
        document=push.document_no,
    )
