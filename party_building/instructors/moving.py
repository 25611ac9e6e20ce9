"""Instructors follow the party organ that keeps them, the office that sent them, and the place they live in."""

from core.reorganizations.movers import Change, Mover, follow, named
from party_building.instructors.models import Instructor


class Instructors(Mover):
    label, unit = "党建指导员", "名"
    moves = (
        "party_building.Instructor.organ",
        "party_building.Instructor.sending_department",
        "party_building.Instructor.home",
    )

    def count_departments(self, old, day):
        return named(Instructor.objects.on(day), ("organ", "sending_department"), old).count()

    def move_departments(self, change: Change) -> int:
        rows = Instructor.objects.on(change.day)
        return follow(rows, "organ", change) + follow(rows, "sending_department", change)

    def count_regions(self, old, day):
        return named(Instructor.objects.on(day), ("home",), old).count()

    def move_regions(self, change: Change) -> int:
        return follow(Instructor.objects.on(change.day), "home", change)
