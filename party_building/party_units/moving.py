"""Party organizations follow the organ that leads them."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.party_units.models import PartyUnit


class Units(Mover):
    label, unit = "党组织", "个"
    moves = ("party_building.PartyUnit.superior", "party_building.PartyUnit.department")

    def count_departments(self, old, day):
        return named(PartyUnit.objects.on(day), ("superior", "department"), old).count()

    def move_departments(self, change: Change) -> int:
        return follow(PartyUnit.objects.all(), "superior", change) + self._of_offices(change)

    @staticmethod
    def _of_offices(change: Change) -> int:
        """The unit that is itself an office follows it, where the successor is not one already."""
        moved = 0
        for old, new in change.pairs.items():
            if new and not PartyUnit.objects.filter(department=new).exists():
                moved += PartyUnit.objects.filter(department=old).update(department=new)
        return moved

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
