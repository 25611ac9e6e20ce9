"""A visit that is planned or under way follows its office and whom it goes to; one that is over says who it was."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow, named
from supervision.supervision_visits.models import SupervisionVisit, VisitProblem, VisitUnit
from supervision.supervision_visits.states import VisitState

RUNNING = (VisitState.PLANNED, VisitState.HELD)


class Visits(Mover):
    label, unit = "未办结的督导走访", "次"
    moves = (
        "supervision.SupervisionVisit.department",
        "supervision.VisitUnit.department",
        "supervision.VisitUnit.region",
        "supervision.VisitProblem.responsible",
    )

    @staticmethod
    def _units(**more):
        return VisitUnit.objects.filter(visit__state=VisitState.PLANNED, **more)

    def count_departments(self, old, day):
        visits = named(SupervisionVisit.objects.filter(state__in=RUNNING), ("department",), old)
        return visits.count() + named(self._units(), ("department",), old).count()

    def count_regions(self, old, day):
        return named(self._units(), ("region",), old).count()

    def move_departments(self, change: Change) -> int:
        running = SupervisionVisit.objects.filter(state__in=RUNNING)
        moved = follow(running, "department", change, version=F("version") + 1)
        follow(VisitProblem.objects.filter(is_handed_over=False), "responsible", change)
        return moved + self._once("department", change)

    def move_regions(self, change: Change) -> int:
        return self._once("region", change)

    def _once(self, field: str, change: Change) -> int:
        """A visit that goes to the successor already names it once."""
        moved = 0
        for old, new in change.pairs.items():
            if new is not None:
                there = self._units(**{field: new}).values("visit")
                moved += self._units(**{field: old}).exclude(visit__in=there).update(**{field: new})
        return moved
