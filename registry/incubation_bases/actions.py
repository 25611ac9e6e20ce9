"""Verbs on incubation bases: acts of the bureau that keeps the base."""

import datetime
from decimal import Decimal

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import check_competent, lock, log
from registry.community_orgs.models import CommunityOrganization
from registry.community_orgs.states import FilingState
from registry.incubation_bases.models import Incubation, IncubationBase, places_of
from registry.incubation_bases.states import BaseLevel
from registry.organizations.models import Organization
from registry.organizations.names import tidy

EDIT = "incubation_bases.edit"
ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def open_base(
    *,
    actor: Actor,
    name: str,
    level: BaseLevel,
    department: Department,
    region: Region,
    opened_on: datetime.date,
    operator: Organization | None = None,
    operator_name: str = "",
    address: str = "",
    area_sqm: Decimal | None = None,
    capacity: int = 0,
) -> IncubationBase:
    """Record a base from the day it opened. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, EDIT, "登记孵化基地")
    _check(name, opened_on)
    base = IncubationBase(
        name=tidy(name), level=level, department=department, operator=operator, operator_name=operator_name.strip(),
        address=address.strip(), area_sqm=area_sqm, capacity=capacity, opened_on=opened_on, **places_of(region),
    )  # fmt: skip
    check_competent(base, actor=actor, label="登记孵化基地")
    base.save(force_insert=True)
    log(base, "open", actor=actor)
    audit.record("incubation_bases.open", actor=actor, subject=base)
    return base


def _check(name: str, opened_on: datetime.date) -> None:
    if opened_on > clock.today():
        raise Refusal(f"启用日期不能晚于今天（{clock.today():%Y-%m-%d}）。")
    if IncubationBase.objects.filter(name=tidy(name), closed_on=None).exists():
        raise Refusal(f"已有同名的孵化基地“{name}”，请核对是否重复登记。")


def _hold(base: IncubationBase, actor: Actor, what: str) -> None:
    require(actor, EDIT, what)
    lock(base)
    check_competent(base, actor=actor, label=what)
    if base.closed_on is not None:
        raise Refusal(f"“{base.name}”已停用，不能再{what}。")


@transaction.atomic
def close_base(base: IncubationBase, *, actor: Actor, closed_on: datetime.date, reason: str) -> None:
    """停用: whoever is still in it leaves the day before. Raises NotPermitted, NotCompetent, Refusal."""
    _hold(base, actor, "停用孵化基地")
    if not reason.strip():
        raise Refusal("停用须写明原因。")
    if not base.opened_on <= closed_on <= clock.today():
        raise Refusal(f"停用日期应在启用日期（{base.opened_on:%Y-%m-%d}）和今天之间。")
    late = base.incubations.filter(valid_from__gte=closed_on).first()
    if late is not None:
        raise Refusal(f"“{late}”在{late.valid_from:%Y-%m-%d}入驻，晚于停用日期，请核对。")
    for stay in base.incubations.filter(valid_to=None):
        stay.valid_to, stay.outcome = closed_on - ONE_DAY, "基地停用"
        stay.save(update_fields=["valid_to", "outcome"])
    base.closed_on = closed_on
    base.version += 1
    base.save(update_fields=["closed_on", "version"])
    log(base, "close", actor=actor, comment=reason)
    audit.record("incubation_bases.close", actor=actor, subject=base, closed_on=closed_on)


@transaction.atomic
def take_in(
    base: IncubationBase,
    *,
    actor: Actor,
    valid_from: datetime.date,
    community_organization: CommunityOrganization | None = None,
    organization: Organization | None = None,
) -> Incubation:
    """入驻 from `valid_from`. A full base is refused, as is whoever is in a base already. Raises as close_base."""
    _hold(base, actor, "办理入驻")
    if not base.opened_on <= valid_from <= clock.today():
        raise Refusal(f"入驻日期应在启用日期（{base.opened_on:%Y-%m-%d}）和今天之间。")
    if community_organization is not None and community_organization.state != FilingState.FILED:
        raise Refusal(f"“{community_organization}”{community_organization.get_state_display()}，不能入驻。")
    subject = {"community_organization": community_organization, "organization": organization}
    other = _overlapping(subject, valid_from)
    if other is not None:
        raise Refusal(f"“{other}”已在“{other.base}”入驻（{other.valid_from:%Y-%m-%d}起），请先办理离开。")
    if base.capacity and base.incubations.filter(valid_to=None).count() >= base.capacity:
        raise Refusal(f"“{base.name}”可入驻 {base.capacity} 个，已满。")
    stay = Incubation.objects.create(base=base, valid_from=valid_from, **subject)
    log(base, "take_in", actor=actor, comment=str(stay))
    audit.record("incubation_bases.take_in", actor=actor, subject=base, incubation=stay.pk)
    return stay


def _overlapping(subject: dict, day: datetime.date) -> Incubation | None:
    whose = {name: one for name, one in subject.items() if one is not None}
    rows = Incubation.objects.filter(**whose).exclude(valid_to__lt=day)
    return rows.select_related("base", "community_organization", "organization").first()


@transaction.atomic
def leave(stay: Incubation, *, actor: Actor, last_day: datetime.date, outcome: str) -> None:
    """离开: `last_day` is the last day in the base. Raises as close_base."""
    _hold(stay.base, actor, "办理离开")
    stay.refresh_from_db()
    if stay.valid_to is not None:
        raise Refusal("已经办理过离开。")
    if not stay.valid_from <= last_day <= clock.today():
        raise Refusal(f"离开日期应在入驻日期（{stay.valid_from:%Y-%m-%d}）和今天之间。")
    stay.valid_to, stay.outcome = last_day, outcome.strip()
    stay.save(update_fields=["valid_to", "outcome"])
    log(stay.base, "leave", actor=actor, comment=str(stay))
    audit.record("incubation_bases.leave", actor=actor, subject=stay.base, incubation=stay.pk)
