"""Centres follow the organ that runs them and the division they stand in."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.service_centres.models import ServiceCentre


class Centres(Mover):
    label, unit = "党群服务中心", "个"
    moves = ("party_building.ServiceCentre.department", "party_building.ServiceCentre.region")

    def count_departments(self, old, day):
        return named(ServiceCentre.objects.on(day), ("department",), old).count()

    def count_regions(self, old, day):
        return named(ServiceCentre.objects.on(day), ("region",), old).count()

    def move_departments(self, change: Change) -> int:
        return follow(ServiceCentre.objects.all(), "department", change)

    def move_regions(self, change: Change) -> int:
        return follow(ServiceCentre.objects.all(), "region", change)

    def objections(self, pairs, *, is_of_regions):
        """No two centres of one organ may bear one name."""
        if is_of_regions:
            return []
        standing = ServiceCentre.objects.filter(closed_on=None)
        found: list[str] = []
        for old, new in pairs.items():
            names = standing.filter(department=new).values("name") if new else ()
            found += list(standing.filter(department=old, name__in=names).values_list("name", flat=True)[:5])
        return [f"承接机构下已有同名的党群服务中心：{'、'.join(found)}，请先更名。"] if found else []
