"""The verbs of the register: the only writers of organizations and of their facts.

Seeing is not acting: every verb belongs to the supervising authority; the refusal names the competent office.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from core import audit, clock, history
from core.access.actor import Actor
from core.dated import actions as dated
from core.dated.models import DatedFact
from core.workflow.errors import NotCompetent, NotPermitted, Refusal, StaleVersion, WrongState
from core.workflow.perform import lock
from registry.identifiers import uscc as credit_codes
from registry.organizations import intake
from registry.organizations.facts import (
    FACT_MODELS,
    FactCorrection,
    OrganizationAddress,
    OrganizationClass,
    OrganizationHeadcount,
    OrganizationName,
    OrganizationStanding,
    OrganizationStatus,
    Responsibility,
    said,
)
from registry.organizations.intake import FormerName, Move, NewOrganization
from registry.organizations.models import Organization
from registry.organizations.states import FINAL_STATUSES, ResponsibilityKind, Standing, Status

__all__ = ["FormerName", "Move", "NewOrganization", "register", "register_many"]

BATCH = 2000
EDIT = "organizations.edit"


class AlreadyRegistered(Refusal):
    """A credit code of the batch is taken; `codes` names them all."""

    def __init__(self, codes: Sequence[str]):
        self.codes = tuple(codes)
        shown = "、".join(self.codes[:5])
        more = f"等{len(self.codes)}个" if len(self.codes) > 5 else ""
        super().__init__(f"统一社会信用代码{shown}{more}已登记在另一社会组织名下，请核对后再办理。")


class CodeRefused(Refusal):
    """The credit code cannot stand as it is."""


def _may(actor: Actor, what: str) -> None:
    if not actor.can(EDIT):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")


def _competent(organization: Organization, actor: Actor, what: str) -> None:
    _may(actor, what)
    if not actor.competent_for(organization):
        raise NotCompetent(
            f"“{what}”由{organization.competent_department_name}办理。"
            f"您所在的{actor.department_name or '岗位'}可以查看，不能办理。"
        )


def _hold(organization: Organization, actor: Actor, what: str) -> None:
    """Take the row, then ask whose it is: competence may have moved since the page was opened."""
    lock(organization)
    _competent(organization, actor, what)


# -- entering the register ------------------------------------------------------------------------------------------


def register(new: NewOrganization, *, actor: Actor) -> Organization:
    """Enter one organization with its opening facts, in one transaction.

    Raises CodeRefused for a credit code that fails its checks without a reason, AlreadyRegistered for a taken one,
    NotCompetent when the supervising authority is not the actor's office.
    """
    _check_code(new)
    return register_many([new], actor=actor, document=new.document, origin="registration")[0]


@transaction.atomic
def register_many(
    news: Sequence[NewOrganization], *, actor: Actor, document: str = "", origin: str
) -> list[Organization]:
    """Enter many organizations at once, in the order given; all or none. Returns them with primary keys.

    For imports and seeds: thousands of rows with a few statements per table, the same facts and the same current
    columns as the single verbs would write. `document` stands on every fact that brings none of its own; `origin`
    ("import:12", "demo") is kept with every history event. The caller has checked each row (codes, duplicates by name);
    a credit code that is already taken raises AlreadyRegistered and nothing is written.
    About 0.4 ms per organization.
    """
    _may(actor, "登记社会组织")
    _check_supervised_by(actor, news)
    _check_unique_codes(news)
    laid_out = intake.lay_out(news, today=clock.today())
    with history.acting(actor, origin=origin):
        organizations = Organization.objects.bulk_create([row for row, _ in laid_out], batch_size=BATCH)
        tables: dict[type[DatedFact], list[DatedFact]] = {}
        for organization, facts in laid_out:
            for fact in facts:
                fact.organization_id = organization.pk
                fact.document = fact.document or document
                tables.setdefault(type(fact), []).append(fact)
        for model, facts in tables.items():
            model.objects.bulk_create(facts, batch_size=BATCH)
    audit.record(
        "organizations.register",
        actor=actor,
        subject=organizations[0] if len(organizations) == 1 else None,
        count=len(organizations),
        origin=origin,
    )
    return organizations


def _check_code(new: NewOrganization) -> None:
    if not new.uscc:
        return
    for issue in credit_codes.check(new.uscc):
        if issue.severity == "error" or (issue.severity == "confirm" and not new.uscc_override_reason):
            raise CodeRefused(issue.message)


def _check_supervised_by(actor: Actor, news: Sequence[NewOrganization]) -> None:
    if actor.is_system:
        return
    for new in news:
        office = new.responsibilities.get(ResponsibilityKind.SUPERVISING)
        if office is None:
            raise NotCompetent(f"“{new.name}”没有写明监督管理机关，不能登记。")
        if office != actor.department_id:
            raise NotCompetent(
                f"“{new.name}”的监督管理机关不是{actor.department_name or '您所在的单位'}，应由其监督管理机关登记。"
            )


def _check_unique_codes(news: Sequence[NewOrganization]) -> None:
    codes = [new.uscc for new in news if new.uscc]
    twice = {code for code in codes if codes.count(code) > 1} if len(set(codes)) < len(codes) else set()
    taken = set(Organization.objects.filter(uscc__in=codes).exclude(uscc="").values_list("uscc", flat=True))
    if twice or taken:
        raise AlreadyRegistered(sorted(twice | taken))


@transaction.atomic
def withdraw_many(organizations: Sequence[int], *, actor: Actor, origin: str) -> int:
    """Take back what an import entered: rows and facts go, the history tables keep them. Returns the rows removed.

    The caller has made sure that nothing was built on them; a row that something else points to raises
    django.db.models.ProtectedError and nothing is removed.
    """
    _may(actor, "撤回导入的社会组织")
    rows = Organization.objects.filter(pk__in=organizations)
    for organization in rows.select_for_update(of=("self",)):
        _competent(organization, actor, "撤回导入的社会组织")
    with history.acting(actor, origin=origin):
        for model in FACT_MODELS:
            model.objects.filter(organization__in=organizations).delete()
        removed, _ = rows.delete()
    audit.record("organizations.withdraw", actor=actor, count=removed, origin=origin)
    return removed


# -- dated facts -----------------------------------------------------------------------------------------------------


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
    _touched(organization)
    audit.record(f"organizations.{verb}", actor=actor, subject=organization, fact=fact.pk, valid_from=valid_from)
    return fact


def _touched(organization: Organization) -> None:
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
    """From `valid_from` on `department_id` answers for the organization in this kind; None: nobody does.

    A change of the supervising authority is an act of the one that has it now.
    """
    _hold(organization, actor, f"变更{ResponsibilityKind(kind).label}")
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


def _nobody(organization, *, actor, key, valid_from, document) -> None:
    current = Responsibility.objects.on(valid_from).filter(organization=organization, **key).first()
    if current is None:
        return
    dated.end_fact(current, last_day=valid_from - dated.ONE_DAY, document=document)
    organization.refresh_from_db()
    _touched(organization)
    audit.record("organizations.end_responsibility", actor=actor, subject=organization, fact=current.pk)


@transaction.atomic
def rename(
    organization: Organization, *, actor: Actor, name: str, valid_from: datetime.date, document: str = ""
) -> OrganizationName:
    """变更名称; the name until now becomes a former name and stays searchable."""
    _hold(organization, actor, "变更名称")
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
    _hold(organization, actor, "变更住所")
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
    organization: Organization, *, actor: Actor, status: Status, valid_from: datetime.date, document: str = ""
) -> OrganizationStatus:
    """Raises WrongState for a cancelled organization: 注销 is the end, a wrong entry is corrected instead."""
    _hold(organization, actor, "变更状态")
    if organization.status in FINAL_STATUSES:
        raise WrongState(f"“{organization.name}”已{organization.get_status_display()}，不能变更状态；记录有误请用“更正”。")
    return _set(
        organization,
        OrganizationStatus,
        {"status": str(status)},
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
    _hold(organization, actor, "变更信用状况")
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
    _hold(organization, actor, "变更类型与管理方式")
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
def correct(fact: DatedFact, *, actor: Actor, values: dict[str, Any], reason: str) -> FactCorrection:
    """The record was wrong from its first day. What it said, who corrected it and why stay on the page."""
    organization = fact.organization
    _hold(organization, actor, f"更正{fact._meta.verbose_name}")
    if not reason.strip():
        raise Refusal("更正须写明理由。")
    if isinstance(fact, OrganizationName) and "name" in values:
        values = {**values, **intake.name_values(values["name"])}
    before = said(fact)
    with history.acting(actor, reason=reason):
        dated.correct_fact(fact, values=values)
    fact.refresh_from_db()
    _touched(organization)
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


# -- plain registered items --------------------------------------------------------------------------------------------


@transaction.atomic
def edit(organization: Organization, *, actor: Actor, version: int, **changes: Any) -> None:
    """Registered items that have no dated facts yet: scope of business, funds, industry, public telephone.

    Raises StaleVersion when somebody changed the organization since the page was opened.
    """
    _hold(organization, actor, "修改登记信息")
    if organization.version != version:
        raise StaleVersion("该社会组织的信息在您打开页面之后已被修改，请刷新后再试。")
    for name, value in changes.items():
        setattr(organization, name, value)
    organization.version += 1
    organization.save(update_fields=[*changes, "version"])
    audit.record("organizations.edit", actor=actor, subject=organization, fields=sorted(changes))
