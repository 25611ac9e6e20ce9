"""Schemes follow the organ that runs them; their sites come with them."""

from core.reorganizations.movers import Change, Mover, follow
from party_building.model_sites.models import SiteScheme


class Schemes(Mover):
    label, unit = "示范点创建方案", "个"
    moves = ("party_building.SiteScheme.department",)

    def count_departments(self, old, day):
        return SiteScheme.objects.on(day).filter(department__in=old).count()

    def move_departments(self, change: Change) -> int:
        return follow(SiteScheme.objects.on(change.day), "department", change)
