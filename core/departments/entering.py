"""Verbs on offices: entered, put right, and taken out again while nothing was built on them."""

from typing import Any

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.departments.models import Department
from core.refusal import Refusal
from core.workflow.errors import NotPermitted
from core.workflow.perform import lock

EDITABLE = ("short_name", "aliases", "kind", "region_id", "parent_id", "phone", "valid_from")


class DepartmentRefused(Refusal):
    """The office cannot stand so: its name is taken, or it would be above itself."""


@transaction.atomic
def enter_department(
    *, actor: Actor, name: str, kind: str, region_id: int, parent_id: int | None = None, **more: Any
) -> Department:
    """A new office. `more`: short_name, aliases, phone, valid_from. Raises NotPermitted, DepartmentRefused."""
    _may(actor)
    if Department.objects.filter(name=name, valid_to=None).exists():
        raise DepartmentRefused(f"已有名为“{name}”的部门，不必重复建立。")
    made = Department.objects.create(name=name, kind=kind, region_id=region_id, parent_id=parent_id, **more)
    audit.record("departments.enter", actor=actor, subject=made, kind=kind)
    return made


@transaction.atomic
def amend_department(department: Department, *, actor: Actor, **changes: Any) -> None:
    """Put right what is written about an office; its name changes by a reorganization only.

    Raises NotPermitted, DepartmentRefused where the office above would lie below it.
    """
    _may(actor)
    unknown = changes.keys() - set(EDITABLE)
    if unknown:
        raise ValueError(f"not to be amended: {sorted(unknown)}")
    lock(department)
    if changes.get("parent_id") is not None:
        _refuse_circle(department, changes["parent_id"])
    for name, value in changes.items():
        setattr(department, name, value)
    department.save(update_fields=list(changes))
    audit.record("departments.amend", actor=actor, subject=department, fields=sorted(changes))


@transaction.atomic
def withdraw_department(department: Department, *, actor: Actor) -> None:
    """Take out an office that was entered by mistake. The caller has made sure that nothing stands on it."""
    _may(actor)
    lock(department)
    audit.record("departments.withdraw", actor=actor, subject=department)
    department.delete()


def _may(actor: Actor) -> None:
    if actor.read_only or not actor.can("departments.edit"):
        raise NotPermitted("您的岗位没有“维护部门”的权限，请联系系统管理员调整岗位。")


def _refuse_circle(department: Department, parent_id: int) -> None:
    above = Department.objects.filter(pk=parent_id).first()
    while above is not None:
        if above.pk == department.pk:
            raise DepartmentRefused(f"“{department.name}”的上级不能是它自己或它的下级。")
        above = above.parent
