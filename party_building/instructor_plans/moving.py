"""Plans belong to the organ that made them."""

from core.reorganizations.movers import Change, Mover, follow
from party_building.instructor_plans.models import InstructorPlan
from party_building.instructor_plans.states import PlanState


class Plans(Mover):
    label, unit = "待确定的选派方案", "份"
    moves = ("party_building.InstructorPlan.organ",)

    def count_departments(self, old, day):
        return InstructorPlan.objects.filter(organ__in=old, state=PlanState.DRAFT).count()

    def move_departments(self, change: Change) -> int:
        return follow(InstructorPlan.objects.filter(state=PlanState.DRAFT), "organ", change)
