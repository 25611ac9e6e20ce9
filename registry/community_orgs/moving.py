"""Filed groups follow the division they meet in, the street they are filed with and the bureau that guides it."""

from collections import Counter

from django.db.models import F

from core.dated import moving
from core.reorganizations.movers import Change, Mover
from registry.community_orgs.models import CommunityOrganization, CommunityPlacement
from registry.community_orgs.states import FilingState

OPEN = (FilingState.DRAFT, FilingState.FILED)


class Groups(Mover):
    label, unit = "社区社会组织", "个"
    moves = (
        "registry.CommunityPlacement.region",
        "registry.CommunityPlacement.office",
        "registry.CommunityPlacement.guiding_authority",
    )

    def count_regions(self, old, day):
        return self._count("region", old, day)

    def count_departments(self, old, day):
        return self._count("office", old, day) + self._count("guiding_authority", old, day)

    @staticmethod
    def _count(field: str, old, day) -> int:
        open_rows = moving.naming(CommunityPlacement, field, old, day).filter(community_organization__state__in=OPEN)
        return open_rows.values("community_organization").distinct().count()

    def move_regions(self, change: Change) -> int:
        return len(self._move("region", change))

    def move_departments(self, change: Change) -> int:
        return len(self._move("office", change) | self._move("guiding_authority", change))

    @staticmethod
    def _move(field: str, change: Change) -> set[int]:
        pairs = {old: new for old, new in change.pairs.items() if new}
        touched = moving.repoint(CommunityPlacement, field, pairs, day=change.day, document=change.document)
        CommunityOrganization.objects.filter(pk__in=touched).update(version=F("version") + 1)
        return touched

    def objections(self, pairs, *, is_of_regions):
        """No two groups of one street may bear one name when several offices become one."""
        if is_of_regions:
            return []
        become: dict[int | None, set[int]] = {}
        for old, new in pairs.items():
            become.setdefault(new, {new} if new else set()).add(old)
        found = [name for offices in become.values() for name in self._twice(offices)]
        return [f"合并后同一镇街会有同名的社区社会组织：{'、'.join(found[:5])}，请先更名或注销其一。"] if found else []

    @staticmethod
    def _twice(offices: set[int]) -> list[str]:
        if len(offices) < 2:
            return []
        filed = CommunityOrganization.objects.filter(state__in=OPEN, office__in=offices)
        names = Counter(filed.values_list("name", flat=True))
        return [name for name, count in names.items() if count > 1]
