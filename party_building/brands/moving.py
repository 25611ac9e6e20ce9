"""Brands follow the organ that owns them."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.brands.models import Brand


class Brands(Mover):
    label, unit = "党建品牌", "个"
    moves = ("party_building.Brand.department",)

    def count_departments(self, old, day):
        return named(Brand.objects.on(day), ("department",), old).count()

    def move_departments(self, change: Change) -> int:
        return follow(Brand.objects.all(), "department", change)

    def objections(self, pairs, *, is_of_regions):
        """No two brands of one organ may bear one name."""
        if is_of_regions:
            return []
        standing = Brand.objects.filter(ended_on=None)
        found: list[str] = []
        for old, new in pairs.items():
            names = standing.filter(department=new).values("name") if new else ()
            found += list(standing.filter(department=old, name__in=names).values_list("name", flat=True)[:5])
        return [f"承接机构下已有同名的党建品牌：{'、'.join(found)}，请先更名。"] if found else []
