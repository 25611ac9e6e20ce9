"""The verbs of party units. They belong to the organ above the unit, not to civil affairs."""

import datetime

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.departments.models import Department
from core.workflow.errors import NotCompetent, NotPermitted, Refusal
from core.workflow.perform import lock
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from registry.approvals.actions import settle_duties
from registry.organizations.models import Organization

EDIT = "party_units.edit"


def _competent(unit: PartyUnit, actor: Actor, what: str) -> None:
    if not actor.can(EDIT):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")
    if not actor.competent_for(unit):
        raise NotCompetent(f"“{what}”由{unit.competent_department_name}办理。您可以查看，不能办理。")


@transaction.atomic
def establish(
    *,
    actor: Actor,
    name: str,
    level: UnitLevel,
    form: UnitForm,
    superior: Department,
    established_on: datetime.date,
    organization: Organization | None = None,
    department: Department | None = None,
    registered_by_civil_affairs: bool = True,
    document: str = "",
) -> PartyUnit:
    """Raises NotCompetent unless the actor sits in `superior`, Refusal where a unit of that name exists there."""
    unit = PartyUnit(
        name=name.strip(),
        level=level,
        form=form,
        superior=superior,
        established_on=established_on,
        organization=organization,
        department=department,
        registered_by_civil_affairs=registered_by_civil_affairs,
        document=document,
    )
    _competent(unit, actor, "成立党组织")
    if PartyUnit.objects.filter(superior=superior, name=unit.name, dissolved_on=None).exists():
        raise Refusal(f"{superior.name}下已有“{unit.name}”，不能重复成立。")
    unit.save(force_insert=True)
    audit.record("party_units.establish", actor=actor, subject=unit)
    if unit.organization_id is not None:
        settle_duties([unit.organization_id])
    return unit


@transaction.atomic
def dissolve(unit: PartyUnit, *, actor: Actor, dissolved_on: datetime.date, document: str = "") -> None:
    """`dissolved_on` is the first day without the unit. Raises NotCompetent, Refusal."""
    lock(unit)
    _competent(unit, actor, "撤销党组织")
    if unit.dissolved_on:
        raise Refusal(f"“{unit.name}”已于{unit.dissolved_on:%Y-%m-%d}撤销。")
    if dissolved_on < unit.established_on:
        raise Refusal(f"撤销日期不能早于成立日期{unit.established_on:%Y-%m-%d}。")
    unit.dissolved_on, unit.document, unit.version = dissolved_on, document or unit.document, unit.version + 1
    unit.save(update_fields=["dissolved_on", "document", "version"])
    audit.record("party_units.dissolve", actor=actor, subject=unit, dissolved_on=dissolved_on)
