"""Opinions that a party organ still owes follow it; given ones say who gave them."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow, named
from registry.report_reviews.models import PartyOpinion


class PartyOpinions(Mover):
    label, unit = "待出具的年报审核意见", "件"
    moves = ("registry.PartyOpinion.department",)

    def count_departments(self, old, day):
        return named(PartyOpinion.objects.waiting(), ("department",), old).count()

    def move_departments(self, change: Change) -> int:
        return follow(PartyOpinion.objects.waiting(), "department", change, version=F("version") + 1)
