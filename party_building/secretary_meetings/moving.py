"""Meetings follow the organ that holds them; open matters follow the unit that answers for them."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.secretary_meetings.models import Matter, SecretaryMeeting


class Meetings(Mover):
    label, unit = "书记议事厅", "次"
    moves = ("party_building.SecretaryMeeting.department", "party_building.Matter.responsible")

    def count_departments(self, old, day):
        return (
            named(SecretaryMeeting.objects.all(), ("department",), old).count()
            + named(Matter.objects.open(), ("responsible",), old).count()
        )

    def count_regions(self, old, day):
        return 0

    def move_departments(self, change: Change) -> int:
        moved = follow(SecretaryMeeting.objects.all(), "department", change)
        return moved + follow(Matter.objects.open(), "responsible", change)

    def move_regions(self, change: Change) -> int:
        return 0
