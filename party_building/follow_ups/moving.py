"""What is not closed follows both offices; what was signed keeps the names it bears."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.follow_ups.models import FollowUp
from party_building.follow_ups.states import RUNNING

FIELDS = ("department", "addressee")


class FollowUps(Mover):
    label, unit = "未办结的通报督办约谈", "件"
    moves = ("party_building.FollowUp.department", "party_building.FollowUp.addressee")

    def count_departments(self, old, day):
        return named(FollowUp.objects.filter(state__in=RUNNING), FIELDS, old).count()

    def move_departments(self, change: Change) -> int:
        """One whose two offices become one stays with the old addressee."""
        rows = FollowUp.objects.filter(state__in=RUNNING)
        moved = follow(rows.exclude(addressee__in=[new for new in change.pairs.values() if new]), "department", change)
        for old, new in change.pairs.items():
            if new:
                moved += rows.filter(addressee=old).exclude(department=new).update(addressee=new)
        return moved
