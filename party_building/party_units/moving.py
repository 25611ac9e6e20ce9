"""Party organizations follow the organ that leads them."""

from core.reorganizations.movers import Change, Mover
from party_building.party_units.models import PartyUnit


class Units(Mover):
    label, unit = "党组织", "个"

    def count_departments(self, old, day):
        return PartyUnit.objects.on(day).filter(superior__in=old).count()

    def move_departments(self, change: Change) -> int:
        rows = PartyUnit.objects
        return sum(rows.filter(superior=old).update(superior=new) for old, new in change.pairs.items() if new)

    def objections(self, pairs, *, is_of_regions):
        """No two units of one organ may bear one name."""
        if is_of_regions:
            return []
        found = []
        for old, new in pairs.items():
            if new is None:
                continue
            there = PartyUnit.objects.filter(superior=new, dissolved_on=None).values("name")
            twice = PartyUnit.objects.filter(superior=old, dissolved_on=None, name__in=there)
            found += list(twice.values_list("name", flat=True)[:5])
        return [f"承接机构下已有同名的党组织：{'、'.join(found)}，请先更名。"] if found else []
