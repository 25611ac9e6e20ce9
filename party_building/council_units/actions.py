"""The only writers of the roster of council units."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import check_competent, lock
from party_building.council_units.models import CouncilUnit

EDIT = "council_units.edit"
CHANGEABLE = ("name", "department", "duties", "contact", "office_phone", "document")


@transaction.atomic
def add(
    *,
    actor: Actor,
    committee: Department,
    name: str,
    duties: str,
    valid_from: datetime.date,
    department: Department | None = None,
    contact: str = "",
    office_phone: str = "",
    document: str = "",
) -> CouncilUnit:
    """On the roster from `valid_from` on. Raises NotPermitted, NotCompetent, Refusal for a name on it already."""
    require(actor, EDIT, "登记委员单位")
    unit = CouncilUnit(
        committee=committee,
        name=name.strip(),
        department=department,
        duties=duties.strip(),
        contact=contact.strip(),
        office_phone=office_phone.strip(),
        document=document.strip(),
        valid_from=valid_from,
    )
    check_competent(unit, actor=actor, label="登记委员单位")
    _check_name(unit)
    unit.save(force_insert=True)
    audit.record("council_units.add", actor=actor, subject=unit)
    return unit


def _check_name(unit: CouncilUnit) -> None:
    twins = CouncilUnit.objects.filter(committee=unit.committee_id, name=unit.name, valid_to=None)
    if twins.exclude(pk=unit.pk).exists():
        raise Refusal(f"“{unit.name}”已在委员单位名册中，不必重复登记。")


@transaction.atomic
def change(unit: CouncilUnit, *, actor: Actor, version: int, **changes) -> None:
    """Raises NotPermitted, NotCompetent, StaleVersion, Refusal."""
    require(actor, EDIT, "修改委员单位")
    check_version(unit, version)
    check_competent(unit, actor=actor, label="修改委员单位")
    if unit.valid_to is not None:
        raise Refusal(f"“{unit.name}”已于{unit.valid_to:%Y-%m-%d}退出，不能再修改。")
    for name in CHANGEABLE:
        if name in changes:
            setattr(unit, name, changes[name])
    _check_name(unit)
    unit.version += 1
    unit.save(update_fields=[*CHANGEABLE, "version"])
    audit.record("council_units.change", actor=actor, subject=unit, fields=sorted(changes))


@transaction.atomic
def leave(unit: CouncilUnit, *, actor: Actor, last_day: datetime.date, reason: str) -> None:
    """Off the roster after `last_day`. Refused while instructors whom it sent still serve: they come first.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    require(actor, EDIT, "登记退出")
    lock(unit)
    check_competent(unit, actor=actor, label="登记退出")
    if unit.valid_to is not None:
        raise Refusal(f"“{unit.name}”已于{unit.valid_to:%Y-%m-%d}退出。")
    if not unit.valid_from <= last_day <= clock.today():
        raise Refusal(f"最后一天应在起始日期（{unit.valid_from:%Y-%m-%d}）和今天之间。")
    if not reason.strip():
        raise Refusal("请写明退出原因。")
    serving = unit.instructors.exclude(valid_to__lte=last_day).select_related("person")
    names = [one.person.name for one in serving.order_by("pk")[:5]]
    if names:
        raise Refusal(f"该单位选派的{'、'.join(names)}仍在指导员队伍中，请先办理离队或改派单位。")
    unit.valid_to, unit.end_reason, unit.version = last_day, reason.strip(), unit.version + 1
    unit.save(update_fields=["valid_to", "end_reason", "version"])
    audit.record("council_units.leave", actor=actor, subject=unit, last_day=last_day)
