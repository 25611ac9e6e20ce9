"""Incubation bases follow the division they stand in and the bureau that keeps them."""

from django.db.models import Q

from core.departments.models import Region
from core.reorganizations.movers import Change, Mover
from registry.incubation_bases.models import REGION_COLUMNS, IncubationBase, places_of


class Bases(Mover):
    label, unit = "孵化基地", "个"
    moves = (
        "registry.IncubationBase.department",
        "registry.IncubationBase.city",
        "registry.IncubationBase.district",
        "registry.IncubationBase.street",
    )

    @staticmethod
    def _in(old):
        here = Q()
        for column in REGION_COLUMNS.values():
            here |= Q(**{f"{column}__in": list(old)})
        return IncubationBase.objects.filter(here)

    def count_regions(self, old, day):
        return self._in(old).count()

    def move_regions(self, change: Change) -> int:
        """The lowest division named is the place; those above follow from it."""
        pairs = {old: new for old, new in change.pairs.items() if new}
        rows = list(self._in(pairs))
        for base in rows:
            lowest = base.street_id or base.district_id or base.city_id
            region = Region.objects.select_related("parent__parent").get(pk=pairs.get(lowest, lowest))
            for column, value in places_of(region).items():
                setattr(base, column, value)
            base.version += 1
            base.save(update_fields=[*REGION_COLUMNS.values(), "version"])
        return len(rows)

    def count_departments(self, old, day):
        return IncubationBase.objects.filter(department__in=old).count()

    def move_departments(self, change: Change) -> int:
        rows = IncubationBase.objects
        return sum(rows.filter(department=old).update(department=new) for old, new in change.pairs.items() if new)
