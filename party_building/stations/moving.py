"""Stations follow the organ above them, the division they stand in and the one they serve."""

from core.dated import moving
from core.reorganizations.movers import Change, Mover, follow, named
from party_building.stations.models import PartyStation, StationArrangement


class Stations(Mover):
    label, unit = "党建工作站", "个"
    moves = (
        "party_building.PartyStation.department",
        "party_building.PartyStation.region",
        "party_building.StationArrangement.territory",
        "party_building.StationArrangement.host_department",
    )

    def count_departments(self, old, day):
        return named(PartyStation.objects.on(day), ("department", "host_department"), old).count()

    def count_regions(self, old, day):
        return named(PartyStation.objects.on(day), ("region", "territory"), old).count()

    def move_departments(self, change: Change) -> int:
        moved = follow(PartyStation.objects.all(), "department", change)
        return moved + self._repointed("host_department", change)

    def move_regions(self, change: Change) -> int:
        return follow(PartyStation.objects.all(), "region", change) + self._repointed("territory", change)

    @staticmethod
    def _repointed(field: str, change: Change) -> int:
        """An arrangement whose host or territory ends without a successor ends with it."""
        return len(moving.repoint(StationArrangement, field, change.pairs, day=change.day, document=change.document))

    def objections(self, pairs, *, is_of_regions):
        """No two stations of one organ may bear one name."""
        if is_of_regions:
            return []
        standing = PartyStation.objects.filter(closed_on=None)
        found: list[str] = []
        for old, new in pairs.items():
            names = standing.filter(department=new).values("name") if new else ()
            found += list(standing.filter(department=old, name__in=names).values_list("name", flat=True)[:5])
        return [f"承接机构下已有同名的党建工作站：{'、'.join(found)}，请先更名。"] if found else []
