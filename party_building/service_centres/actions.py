"""Verbs on centres: acts of the party organ that runs them."""

import datetime
from decimal import Decimal

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department, Region
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import check_competent, lock, log
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm
from party_building.service_centres.models import CentreFacility, ServiceCentre
from party_building.service_centres.states import CentreLevel
from registry.organizations.names import tidy

EDIT = "service_centres.edit"
ONE_DAY = datetime.timedelta(days=1)
FIELDS = ("name", "level", "region", "address", "area_sqm", "opening_hours", "phone", "unit")


@transaction.atomic
def open_centre(
    *,
    actor: Actor,
    department: Department,
    name: str,
    level: CentreLevel,
    region: Region,
    opened_on: datetime.date,
    address: str = "",
    area_sqm: Decimal | None = None,
    opening_hours: str = "",
    phone: str = "",
    unit: PartyUnit | None = None,
) -> ServiceCentre:
    """Record a centre from the day it opened. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, EDIT, "登记党群服务中心")
    centre = ServiceCentre(
        name=tidy(name), level=level, department=department, region=region, address=address.strip(),
        area_sqm=area_sqm, opening_hours=opening_hours.strip(), phone=phone.strip(), unit=unit, opened_on=opened_on,
    )  # fmt: skip
    check_competent(centre, actor=actor, label="登记党群服务中心")
    _not_to_come(opened_on, "启用日期")
    _check(centre)
    centre.save(force_insert=True)
    log(centre, "open", actor=actor)
    audit.record("service_centres.open", actor=actor, subject=centre)
    return centre


def _not_to_come(day: datetime.date, what: str) -> None:
    if day > clock.today():
        raise Refusal(f"{what}不能晚于今天（{clock.today():%Y-%m-%d}）。")


def _check(centre: ServiceCentre) -> None:
    others = ServiceCentre.objects.exclude(pk=centre.pk)
    if others.filter(department=centre.department_id, name=centre.name, closed_on=None).exists():
        raise Refusal(f"{centre.department}下已有“{centre.name}”，请核对是否重复登记。")
    unit = centre.unit
    if unit is None:
        return
    if unit.form != UnitForm.CENTRE or unit.is_dissolved:
        raise Refusal(f"“{unit.name}”不是存续的综合支部，请选择组建方式为“综合支部”的党组织。")
    taken = others.filter(unit=unit).first()
    if taken is not None:
        raise Refusal(f"“{unit.name}”已设在“{taken.name}”。")


def _hold(centre: ServiceCentre, actor: Actor, what: str, version: int | None = None) -> None:
    require(actor, EDIT, what)
    check_competent(centre, actor=actor, label=what)
    if version is None:
        lock(centre)
    else:
        check_version(centre, version)
    if centre.closed_on is not None:
        raise Refusal(f"“{centre.name}”已于{centre.closed_on:%Y-%m-%d}停用，不能再{what}。")


@transaction.atomic
def edit(centre: ServiceCentre, *, actor: Actor, version: int | None, **values) -> None:
    """`values` are of FIELDS. Raises StaleVersion and as `close_centre`."""
    _hold(centre, actor, "修改党群服务中心", version if version is not None else 0)
    for name, value in values.items():
        setattr(centre, name, tidy(value) if name == "name" else value)
    _check(centre)
    centre.version += 1
    centre.save(update_fields=[*values, "version"])
    log(centre, "edit", actor=actor)
    audit.record("service_centres.edit", actor=actor, subject=centre)


@transaction.atomic
def add_facility(
    centre: ServiceCentre, *, actor: Actor, name: str, since: datetime.date, note: str = ""
) -> CentreFacility:
    """A room or facility in use from `since`. Raises as `close_centre`."""
    _hold(centre, actor, "登记设施")
    _not_to_come(since, "启用日期")
    if since < centre.opened_on:
        raise Refusal(f"设施的启用日期不能早于服务中心的启用日期（{centre.opened_on:%Y-%m-%d}）。")
    same = centre.facilities.filter(name=name.strip()).exclude(valid_to__lt=since).first()
    if same is not None:
        raise Refusal(f"“{same.name}”自{same.valid_from:%Y-%m-%d}起已经登记。")
    made = CentreFacility.objects.create(centre=centre, name=name.strip(), note=note.strip(), valid_from=since)
    audit.record("service_centres.add_facility", actor=actor, subject=centre, facility=made.pk)
    return made


@transaction.atomic
def end_facility(facility: CentreFacility, *, actor: Actor, last_day: datetime.date) -> None:
    """`last_day` is the last day in use. Raises as `close_centre`."""
    _hold(facility.centre, actor, "停用设施")
    facility.refresh_from_db()
    if facility.valid_to is not None:
        raise Refusal(f"“{facility.name}”已于{facility.valid_to:%Y-%m-%d}停用。")
    if not facility.valid_from <= last_day <= clock.today():
        raise Refusal(f"停用日期应在启用日期（{facility.valid_from:%Y-%m-%d}）和今天之间。")
    facility.valid_to = last_day
    facility.save(update_fields=["valid_to"])
    audit.record("service_centres.end_facility", actor=actor, subject=facility.centre, facility=facility.pk)


@transaction.atomic
def close_centre(centre: ServiceCentre, *, actor: Actor, closed_on: datetime.date, reason: str) -> None:
    """停用: `closed_on` is the first day without it; its facilities end the day before, its branch moves out.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    _hold(centre, actor, "停用党群服务中心")
    _not_to_come(closed_on, "停用日期")
    if not reason.strip():
        raise Refusal("停用须写明原因。")
    if closed_on <= centre.opened_on:
        raise Refusal(f"停用日期须晚于启用日期（{centre.opened_on:%Y-%m-%d}）。")
    for facility in centre.facilities.filter(valid_to=None):
        if facility.valid_from >= closed_on:
            raise Refusal(f"“{facility.name}”自{facility.valid_from:%Y-%m-%d}起启用，停用日期须晚于该日。")
        facility.valid_to = closed_on - ONE_DAY
        facility.save(update_fields=["valid_to"])
    centre.closed_on, centre.closing_reason, centre.unit = closed_on, reason.strip(), None
    centre.version += 1
    centre.save(update_fields=["closed_on", "closing_reason", "unit", "version"])
    log(centre, "close", actor=actor, comment=reason)
    audit.record("service_centres.close", actor=actor, subject=centre, closed_on=closed_on)
