"""Council units follow the office that they are and the party organ that keeps the roster."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.council_units.models import CouncilUnit


class CouncilUnits(Mover):
    label, unit = "委员单位", "家"
    moves = ("party_building.CouncilUnit.department", "party_building.CouncilUnit.committee")

    def count_departments(self, old, day):
        return named(CouncilUnit.objects.on(day), ("department", "committee"), old).count()

    def move_departments(self, change: Change) -> int:
        rows = CouncilUnit.objects.on(change.day)
        return follow(rows, "department", change) + follow(rows, "committee", change)

    def objections(self, pairs, *, is_of_regions):
        """No two rosters that become one may hold one name twice."""
        if is_of_regions:
            return []
        twice: list[str] = []
        for old, new in pairs.items():
            if new is not None:
                there = CouncilUnit.objects.filter(committee=new, valid_to=None).values("name")
                mine = CouncilUnit.objects.filter(committee=old, valid_to=None, name__in=there)
                twice += mine.values_list("name", flat=True)[:5]
        return [f"承接机构的委员单位名册中已有{'、'.join(twice)}，请先登记其中一家退出。"] if twice else []
