"""For the access walk: a plan of joint branches made by the office of each place, with one proposed branch."""

from core import clock
from party_building.joint_plans.models import JointGroup, JointPlan
from tests.access_world import Case, Place


def _plan(place: Place) -> JointPlan:
    def make():
        plan = JointPlan.objects.create(
            department=place.department, as_of=clock.today(), least_members=3, most_units=5, candidates=3, alone=0,
            without_members=0, covered_before=0, total=3, is_proven=True, objective=60.0, bound=60.0, seconds=0.1,
        )  # fmt: skip
        JointGroup.objects.create(
            plan=plan, number=1, name="走查联合党支部", region=place.world.bureau.tinglan, reason="走查", members=3
        )
        return plan

    return place.world.once("joint plan", place.department.pk, make)


def plan(place: Place) -> dict:
    return {"pk": _plan(place).pk}


def group(place: Place) -> dict:
    return {"pk": _plan(place).pk, "number": 1}


CASES: dict[str, Case] = {
    "staff:joint_plans:detail": Case(plan),
    "staff:joint_plans:open_requests": Case(plan),
    "staff:joint_plans:strike": Case(group),
}
