"""Themed series follow the organ that keeps them."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.activity_series.models import ActivitySeries


class Series(Mover):
    label, unit = "主题活动", "项"
    moves = ("party_building.ActivitySeries.department",)

    def count_departments(self, old, day):
        return named(ActivitySeries.objects.filter(ends_on__gte=day), ("department",), old).count()

    def count_regions(self, old, day):
        return 0

    def move_departments(self, change: Change) -> int:
        return follow(ActivitySeries.objects.all(), "department", change)

    def move_regions(self, change: Change) -> int:
        return 0
