"""Party organizations follow the organ that leads them."""

from django.db.models import F

from core.dated import moving
from core.reorganizations.movers import Change, Mover, follow, named
from party_building.party_units.models import PartyUnit, UnitAttachment, UnitGuidance


class Units(Mover):
    label, unit = "党组织", "个"
    moves = (
        "party_building.PartyUnit.department",
        "party_building.PartyUnit.service_region",
        "party_building.UnitAttachment.superior",
        "party_building.UnitGuidance.department",
    )

    def count_departments(self, old, day):
        return named(
            PartyUnit.objects.on(day), ("superior", "department", "business_guide", "party_guide"), old
        ).count()

    def count_regions(self, old, day):
        return named(PartyUnit.objects.on(day), ("service_region",), old).count()

    def move_departments(self, change: Change) -> int:
        moved = self._repointed(UnitAttachment, "superior", change) + self._repointed(
            UnitGuidance, "department", change
        )
        return moved + self._of_offices(change)

    @staticmethod
    def _repointed(model, field: str, change: Change) -> int:
        touched = moving.repoint(model, field, change.pairs, day=change.day, document=change.document)
        PartyUnit.objects.filter(pk__in=touched).update(version=F("version") + 1)
        return len(touched)

    def move_regions(self, change: Change) -> int:
        return follow(PartyUnit.objects.all(), "service_region", change)

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
