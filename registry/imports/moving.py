"""Words of lists that an office has resolved to a division or an office: they follow, old spellings stay good."""

from core.reorganizations.movers import Change, Mover
from registry.imports.models import ImportGap


class ResolvedWords(Mover):
    label, unit = "导入时认定的名称", "个"

    def count_regions(self, old, day):
        return ImportGap.objects.filter(region__in=old).count()

    def count_departments(self, old, day):
        return ImportGap.objects.filter(unit__in=old).count()

    def move_regions(self, change: Change) -> int:
        rows = ImportGap.objects
        return sum(rows.filter(region=old).update(region=new) for old, new in change.pairs.items() if new)

    def move_departments(self, change: Change) -> int:
        rows = ImportGap.objects
        return sum(rows.filter(unit=old).update(unit=new) for old, new in change.pairs.items() if new)
