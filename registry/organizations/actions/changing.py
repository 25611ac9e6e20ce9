"""Changes of what is true of an organization, each with the day it begins, and corrections of the record."""

import datetime
from typing import Any

from django.db import transaction

from core import audit, clock, history
from core.access.actor import Actor
from core.dated import actions as dated
from core.dated.models import DatedFact
from core.forms import check_version
from core.workflow.errors import Refusal, WrongState
from core.workflow.perform import lock
from registry.organizations import intake
from registry.organizations.actions.competence import hold
from registry.organizations.facts import (
    FactCorrection,
    OrganizationAddress,
    OrganizationClass,
    OrganizationFunds,
    OrganizationHeadcount,
    OrganizationName,
    OrganizationScope,
    OrganizationStanding,
    OrganizationStatus,
    Responsibility,
    said,
)
from registry.organizations.models import Organization
from registry.organizations.states import DECIDED_STATUSES, FINAL_STATUSES, ResponsibilityKind, Standing, Status
from registry.signals import organization_edited

# Dated items that a list names without a day.
RESTATED: dict[str, type[DatedFact]] = {
    "registered_funds_yuan": OrganizationFunds,
    "business_scope": OrganizationScope,
    "industry": OrganizationScope,
}


def _set(
    organization: Organization,
    model: type[DatedFact],
    values: dict[str, Any],
    *,
    actor: Actor,
    valid_from: datetime.date,
    document: str,
    verb: str,
    key: dict | None = None,
) -> DatedFact:
    fact = dated.set_fact(model, organization, values=values, valid_from=valid_from, key=key, document=document)
    touched(organization)
    audit.record(f"organizations.{verb}", actor=actor, subject=organization, fact=fact.pk, valid_from=valid_from)
    return fact


def touched(organization: Organization) -> None:
    """Any change makes pages that were opened before it stale."""
    organization.version += 1
    Organization.objects.filter(pk=organization.pk).update(version=organization.version)


@transaction.atomic
def set_responsibility(
    organization: Organization,
    *,
    actor: Actor,
    kind: ResponsibilityKind,
    department_id: int | None,
    valid_from: datetime.date,
    document: str = "",
) -> Responsibility | None:
    """From `valid_from` on `department_id` answers for the organization in this kind; None: nobody does, and the
    fact that ended the day before is returned.

    A change of the supervising authority is an act of the one that has it now.
    """
    hold(organization, actor, f"变更{ResponsibilityKind(kind).label}")
    key = {"kind": str(kind)}
    if department_id is None:
        return _nobody(organization, actor=actor, key=key, valid_from=valid_from, document=document)
    values = {"department_id": department_id}
    return _set(
        organization,
        Responsibility,
        values,
        actor=actor,
        valid_from=valid_from,
        document=document,
        verb="set_responsibility",
        key=key,
    )


def _nobody(organization, *, actor, key, valid_from, document) -> Responsibility | None:
    current = Responsibility.objects.on(valid_from).filter(organization=organization, **key).first()
    if current is None:
        return None
    dated.end_fact(current, last_day=valid_from - dated.ONE_DAY, document=document)
    organization.refresh_from_db()
    touched(organization)
    audit.record("organizations.end_responsibility", actor=actor, subject=organization, fact=current.pk)
    return current


@transaction.atomic
def rename(
    organization: Organization, *, actor: Actor, name: str, valid_from: datetime.date, document: str = ""
) -> OrganizationName:
    """变更名称; the name until now becomes a former name and stays searchable."""
    hold(organization, actor, "变更名称")
    return _set(
        organization,
        OrganizationName,
        intake.name_values(name),
        actor=actor,
        valid_from=valid_from,
        document=document,
        verb="rename",
    )


@transaction.atomic
def move_address(
    organization: Organization,
    *,
    actor: Actor,
    region_id: int | None,
    address: str,
    valid_from: datetime.date,
    document: str = "",
) -> OrganizationAddress:
    """变更住所. `region_id` at whatever level is known; None puts the organization on the gap list."""
    hold(organization, actor, "变更住所")
    return _set(
        organization,
        OrganizationAddress,
        {"region_id": region_id, "address": address.strip()},
        actor=actor,
        valid_from=valid_from,
        document=document,
        verb="move_address",
    )


@transaction.atomic
def change_status(
    organization: Organization,
    *,
    actor: Actor,
    status: Status,
    valid_from: datetime.date,
    document: str = "",
    decision_number: str = "",
    decided_on: datetime.date | None = None,
    decided_by_id: int | None = None,
) -> OrganizationStatus:
    """Raises WrongState for a cancelled organization: 注销 is the end, a wrong entry is corrected instead.

    注销、撤销、吊销 rest on a decision: Refusal without its number and without a document.
    """
    hold(organization, actor, "变更状态")
    if organization.status in FINAL_STATUSES:
        raise WrongState(
            f"“{organization.name}”已{organization.get_status_display()}，不能变更状态；记录有误请用“更正”。"
        )
    if status in DECIDED_STATUSES and not (decision_number or document):
        raise Refusal(f"{Status(status).label}须有决定文书，请填写文书名称或决定文号。")
    return _set(
        organization,
        OrganizationStatus,
        {
            "status": str(status),
            "decision_number": decision_number,
            "decided_on": decided_on,
            "decided_by_id": decided_by_id,
        },
        actor=actor,
        valid_from=valid_from,
        document=document,
        verb="change_status",
    )


@transaction.atomic
def change_standing(
    organization: Organization,
    *,
    actor: Actor,
    standing: Standing,
    ground: str = "",
    valid_from: datetime.date,
    document: str = "",
) -> OrganizationStanding:
    """列入、移出名录 as decided elsewhere: this publishes the decision downward, it does not take it."""
    hold(organization, actor, "变更信用状况")
    return _set(
        organization,
        OrganizationStanding,
        {"standing": str(standing), "ground": ground},
        actor=actor,
        valid_from=valid_from,
        document=document,
        verb="change_standing",
    )


@transaction.atomic
def reclassify(
    organization: Organization, *, actor: Actor, valid_from: datetime.date, document: str = "", **changes: Any
) -> OrganizationClass:
    """Type, sub-kind, charity flags, level or mode; what `changes` leaves out stays as it was on `valid_from`."""
    hold(organization, actor, "变更类型与管理方式")
    before = OrganizationClass.objects.on(valid_from).filter(organization=organization).first()
    kept = {name: getattr(before or organization, name) for name in OrganizationClass.value_fields}
    return _set(
        organization,
        OrganizationClass,
        {**kept, **changes},
        actor=actor,
        valid_from=valid_from,
        document=document,
        verb="reclassify",
    )


@transaction.atomic
def note_headcount(
    organization: Organization, *, actor: Actor, valid_from: datetime.date, document: str = "", **counts: int | None
) -> OrganizationHeadcount:
    """Staff and members as a report says. No competence is asked: the report speaks, the portal takes it down."""
    lock(organization)
    return _set(
        organization,
        OrganizationHeadcount,
        {name: counts.get(name) for name in OrganizationHeadcount.value_fields},
        actor=actor,
        valid_from=valid_from,
        document=document,
        verb="note_headcount",
    )


@transaction.atomic
def set_funds(
    organization: Organization, *, actor: Actor, registered_funds_yuan, valid_from: datetime.date, document: str = ""
) -> OrganizationFunds:
    """变更注册资金, in yuan."""
    hold(organization, actor, "变更注册资金")
    return _set(
        organization,
        OrganizationFunds,
        {"registered_funds_yuan": registered_funds_yuan},
        actor=actor,
        valid_from=valid_from,
        document=document,
        verb="set_funds",
    )


@transaction.atomic
def set_scope(
    organization: Organization,
    *,
    actor: Actor,
    business_scope: str,
    industry: str = "",
    valid_from: datetime.date,
    document: str = "",
) -> OrganizationScope:
    """变更业务范围, word for word as the certificate prints it."""
    hold(organization, actor, "变更业务范围")
    return _set(
        organization,
        OrganizationScope,
        {"business_scope": business_scope.strip(), "industry": industry.strip()},
        actor=actor,
        valid_from=valid_from,
        document=document,
        verb="set_scope",
    )


@transaction.atomic
def correct(fact: DatedFact, *, actor: Actor, values: dict[str, Any], reason: str) -> FactCorrection:
    """The record was wrong from its first day. What it said, who corrected it and why stay on the page."""
    organization = fact.organization
    hold(organization, actor, f"更正{fact._meta.verbose_name}")
    if not reason.strip():
        raise Refusal("更正须写明理由。")
    if isinstance(fact, OrganizationName) and "name" in values:
        values = {**values, **intake.name_values(values["name"])}
    fact.refresh_from_db()  # a form may have written on it
    before = said(fact)
    with history.acting(actor, reason=reason):
        dated.correct_fact(fact, values=values)
    fact.refresh_from_db()
    touched(organization)
    audit.record("organizations.correct", actor=actor, subject=organization, fact=fact.pk)
    return FactCorrection.objects.create(
        organization=organization,
        fact_type=fact._meta.label,
        fact_id=fact.pk,
        before=before,
        after=said(fact),
        reason=reason.strip(),
        user_id=actor.user_id,
        department_id=actor.department_id,
        at=clock.now(),
    )


@transaction.atomic
def edit(organization: Organization, *, actor: Actor, version: int | None, **changes: Any) -> None:
    """What has no dates: numbers, the day of registration, the public telephone; and dated items whose day a source
    does not say (funds, scope of business): they hold from today on.

    Raises StaleVersion when somebody changed the organization since the page was opened.
    """
    hold(organization, actor, "修改登记信息")
    check_version(organization, version)
    plain = {name: value for name, value in changes.items() if name not in RESTATED}
    for name, value in plain.items():
        setattr(organization, name, value)
    organization.version += 1
    organization.save(update_fields=[*plain, "version"])
    _restate(organization, {name: value for name, value in changes.items() if name in RESTATED})
    audit.record("organizations.edit", actor=actor, subject=organization, fields=sorted(changes))
    organization_edited.send(Organization, organization=organization)


def _restate(organization: Organization, changes: dict[str, Any]) -> None:
    for model in dict.fromkeys(RESTATED[name] for name in changes):
        values: dict | None = {name: changes.get(name, getattr(organization, name)) for name in model.value_fields}
        if all(value in (None, "") for value in values.values()):
            values = None
        dated.restate(model, organization, values=values, today=clock.today())
