"""The only writer of what is known about units outside the register."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import set_fact
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import check_competent
from party_building.party_units.models import PartyUnit
from party_building.population.models import OutsideSituation

EDIT = "population.edit"


@transaction.atomic
def record(unit: PartyUnit, *, actor: Actor, since: datetime.date, document: str = "", **values) -> OutsideSituation:
    """From `since` on it is so; `values` are the value_fields of OutsideSituation.

    Raises NotPermitted, NotCompetent, Refusal for a unit of the register, FactRefused.
    """
    require(actor, EDIT, "登记口径外党组织情况")
    check_competent(unit, actor=actor, label="登记口径外党组织情况")
    if unit.registered_by_civil_affairs:
        raise Refusal(f"“{unit.name}”属于民政部门登记的社会组织，其党员情况在该组织名下登记。")
    if since > clock.today():
        raise Refusal(f"起始日期不能晚于今天（{clock.today():%Y-%m-%d}）。")
    if since < unit.established_on or unit.is_dissolved:
        raise Refusal(f"“{unit.name}”于{unit.established_on:%Y-%m-%d}成立，情况不能早于成立日期或在撤销之后登记。")
    fact = set_fact(OutsideSituation, unit, values=values, valid_from=since, document=document.strip())
    audit.record("population.record", actor=actor, subject=unit, since=since)
    return fact
