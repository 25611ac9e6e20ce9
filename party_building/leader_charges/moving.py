"""The leaders' list follows the organ that keeps it; a charge follows the county or the office it is about."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.leader_charges.models import ChargedLeader, LeaderCharge


class Charges(Mover):
    label, unit = "领导三包", "项"
    moves = (
        "party_building.ChargedLeader.department",
        "party_building.LeaderCharge.department",
        "party_building.LeaderCharge.region",
    )

    def count_departments(self, old, day):
        charges = named(LeaderCharge.objects.on(day), ("department",), old)
        return charges.count() + named(ChargedLeader.objects.on(day), ("department",), old).count()

    def count_regions(self, old, day):
        return named(LeaderCharge.objects.on(day), ("region",), old).count()

    def move_departments(self, change: Change) -> int:
        more = {"version": F("version") + 1}
        leaders = follow(ChargedLeader.objects.on(change.day), "department", change, **more)
        return leaders + self._charges("department", change)

    def move_regions(self, change: Change) -> int:
        return self._charges("region", change)

    @staticmethod
    def _charges(field: str, change: Change) -> int:
        """A leader who has the successor in charge already keeps it once."""
        moved = 0
        for old, new in change.pairs.items():
            if new is None:
                continue
            rows = LeaderCharge.objects.on(change.day)
            holding = rows.filter(**{field: new}).values("leader")
            mine = rows.filter(**{field: old}).exclude(leader__in=holding)
            moved += mine.update(**{field: new}, version=F("version") + 1)
        return moved
