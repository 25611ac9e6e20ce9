"""Words by which a department's business is known."""

import datetime

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.dated import actions as dated
from core.departments.models import Department
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent
from registry.responsibilities.models import DepartmentTrade


def _check_level(department: Department, actor: Actor) -> None:
    """Each level keeps the words of its own departments."""
    own = Department.objects.filter(pk=actor.department_id, region_id=department.region_id).exists()
    if not actor.is_system and not own:
        raise NotCompetent(f"{department.name}的业务词由{department.region.name}的民政部门维护。")


@transaction.atomic
def add_trade(
    department: Department, *, actor: Actor, word: str, weight: int, valid_from: datetime.date
) -> DepartmentTrade:
    """Raises NotPermitted, Refusal."""
    require(actor, "ledgers.edit", "维护部门业务词")
    _check_level(department, actor)
    word = word.strip()
    if len(word) < 2:
        raise Refusal("业务词至少两个字，一个字会误中许多名称。")
    fact = dated.set_fact(
        DepartmentTrade, department, values={"weight": weight}, valid_from=valid_from, key={"word": word}
    )
    audit.record("ledgers.add_trade", actor=actor, subject=department, trade=fact.pk)
    return fact


@transaction.atomic
def end_trade(trade: DepartmentTrade, *, actor: Actor, last_day: datetime.date) -> None:
    """Raises NotPermitted, FactRefused."""
    require(actor, "ledgers.edit", "维护部门业务词")
    _check_level(trade.department, actor)
    dated.end_fact(trade, last_day=last_day)
    audit.record("ledgers.end_trade", actor=actor, subject=trade.department, trade=trade.pk)
