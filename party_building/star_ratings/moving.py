"""Rounds that are still running follow the organ that runs them; what is published names the organ that was."""

from core.reorganizations.movers import Change, Mover, follow
from party_building.star_ratings.models import StarRound
from party_building.star_ratings.states import RUNNING


class Rounds(Mover):
    label, unit = "评星定级", "轮"
    moves = ("party_building.StarRound.department",)

    def count_departments(self, old, day):
        return StarRound.objects.filter(department__in=old, state__in=RUNNING).count()

    def move_departments(self, change: Change) -> int:
        return follow(StarRound.objects.filter(state__in=RUNNING), "department", change)
