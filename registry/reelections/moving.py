"""An opinion that is still waited for is given by the office that takes over; what was given stays with its giver."""

from core.reorganizations.movers import Change, Mover, follow, named
from registry.reelections.models import ReelectionOpinion
from registry.reelections.states import OpinionState


class Opinions(Mover):
    label, unit = "待反馈的换届意见", "件"
    moves = ("registry.ReelectionOpinion.department",)

    def count_departments(self, old, day):
        return named(ReelectionOpinion.objects.filter(state=OpinionState.WAITING), ("department",), old).count()

    def move_departments(self, change: Change) -> int:
        return follow(ReelectionOpinion.objects.filter(state=OpinionState.WAITING), "department", change)
