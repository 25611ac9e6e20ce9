"""What an organ offers to its branches goes to its successor."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.teaching_materials.models import TeachingMaterial


class Materials(Mover):
    label, unit = "教学资料", "件"
    moves = ("party_building.TeachingMaterial.department",)

    def count_departments(self, old, day):
        return named(TeachingMaterial.objects.offered(), ("department",), old).count()

    def count_regions(self, old, day):
        return 0

    def move_departments(self, change: Change) -> int:
        return follow(TeachingMaterial.objects.all(), "department", change)

    def move_regions(self, change: Change) -> int:
        return 0

    def objections(self, pairs, *, is_of_regions):
        """No two materials of one organ may bear one title."""
        if is_of_regions:
            return []
        offered = TeachingMaterial.objects.offered()
        found: list[str] = []
        for old, new in pairs.items():
            titles = offered.filter(department=new).values("title") if new else ()
            found += list(offered.filter(department=old, title__in=titles).values_list("title", flat=True)[:5])
        return [f"承接机构已有同名的教学资料：{'、'.join(found)}，请先下架。"] if found else []
