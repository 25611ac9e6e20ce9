"""Words of lists that an office has resolved to a division or an office: they follow, old spellings stay good."""

from django.db.models import Exists, F, OuterRef

from core.reorganizations.movers import Change, Mover, follow, named
from registry.imports.models import ColumnMapping, ImportBatch, ImportGap
from registry.imports.states import BatchState


class ResolvedWords(Mover):
    label, unit = "导入时认定的名称", "个"
    moves = ("registry.ImportGap.region", "registry.ImportGap.unit")

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


class Lists(Mover):
    """Lists that are not entered yet, the words an office resolved and the headers it knows: the successor goes on.

    What the successor knows itself stays as it knows it.
    """

    label, unit = "未导入的名单", "份"
    moves = (
        "registry.ImportBatch.department",
        "registry.ImportBatch.registering_authority",
        "registry.ImportGap.department",
        "registry.ColumnMapping.department",
    )
    over = (BatchState.APPLIED, BatchState.UNDONE, BatchState.DISCARDED)

    def _open(self):
        return ImportBatch.objects.exclude(state__in=self.over)

    def count_departments(self, old, day):
        return named(self._open(), ("department", "registering_authority"), old).count()

    def move_departments(self, change: Change) -> int:
        touched = self.count_departments(change.pairs, change.day)
        for name in ("department", "registering_authority"):
            follow(self._open(), name, change, version=F("version") + 1)
        self._take_over(ImportGap, ("kind", "word"), change)
        self._take_over(ColumnMapping, ("kind", "signature"), change)
        return touched

    @staticmethod
    def _take_over(model, key: tuple[str, ...], change: Change) -> None:
        for old, new in change.pairs.items():
            if new:
                known = model.objects.filter(department=new, **{name: OuterRef(name) for name in key})
                model.objects.filter(~Exists(known), department=old).update(department=new)
