"""六有阵地: what was seen at a unit, from the day it was seen."""

import datetime

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.dated.actions import FactRefused, correct_fact, set_fact
from party_building.party_units.actions.rights import require
from party_building.party_units.models import PartyUnit, PremisesCheck, PremisesItem


@transaction.atomic
def check(unit: PartyUnit, *, actor: Actor, seen: dict[PremisesItem, tuple[bool, str]], day: datetime.date) -> int:
    """`seen` says of each item whether the unit has it, and a remark; returns how many facts are new.

    Seen again on the same day, an item is put right. Raises NotPermitted, NotCompetent, FactRefused.
    """
    require(unit, actor, "登记阵地建设情况")
    if day < unit.established_on:
        raise FactRefused(f"“{unit.name}”{unit.established_on:%Y-%m-%d}成立，日期不能早于该日。")
    changed = 0
    for item, (has, note) in seen.items():
        values = {"has": has, "note": note.strip()}
        current = PremisesCheck.objects.on(day).filter(unit=unit, item=item).first()
        if current is not None and current.valid_from == day:
            correct_fact(current, values=values)
            continue
        changed += set_fact(PremisesCheck, unit, key={"item": item}, values=values, valid_from=day).is_new
    audit.record("party_units.check_premises", actor=actor, subject=unit, day=day, items=len(seen))
    return changed
