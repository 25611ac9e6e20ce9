"""A talk that is not closed follows its office."""

from core.reorganizations.movers import Change, Mover, follow
from supervision.talks.models import SupervisoryTalk
from supervision.talks.states import UNDONE


class Talks(Mover):
    label, unit = "未办结的约谈", "次"
    moves = ("supervision.SupervisoryTalk.department",)

    def count_departments(self, old, day):
        return SupervisoryTalk.objects.filter(state__in=UNDONE, department__in=list(old)).count()

    def move_departments(self, change: Change) -> int:
        return follow(SupervisoryTalk.objects.filter(state__in=UNDONE), "department", change)
