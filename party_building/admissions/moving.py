"""A plan follows the organ it was approved for, where the successor has none of that year."""

from django.db.models import Exists, F, OuterRef

from core.reorganizations.movers import Change, Mover
from party_building.admissions.models import AdmissionQuota


class Quotas(Mover):
    label, unit = "发展党员计划", "项"
    moves = ("party_building.AdmissionQuota.department",)

    def count_departments(self, old, day):
        return AdmissionQuota.objects.filter(department__in=old, year__gte=day.year).count()

    def move_departments(self, change: Change) -> int:
        moved = 0
        for old, new in change.pairs.items():
            if new:
                there = AdmissionQuota.objects.filter(department=new, year=OuterRef("year"))
                rows = AdmissionQuota.objects.filter(~Exists(there), department=old, year__gte=change.day.year)
                moved += rows.update(department=new, version=F("version") + 1)
        return moved
