"""For the access walk: an instructor sent to the organization of the place by a council unit, and a plan."""

import datetime

from party_building.council_units.models import CouncilUnit
from party_building.instructor_plans.models import InstructorPlan, InstructorPlanLine
from party_building.instructor_plans.states import DistanceKind, TradeKind
from party_building.instructors.models import Dispatch, Instructor
from party_building.instructors.states import DispatchBasis, InstructorKind
from registry.people.models import Person
from tests.access_world import Case, Place, of_organization

SINCE = datetime.date(2024, 1, 1)


def _sent(place: Place, basis: DispatchBasis, account=None) -> Dispatch:
    unit = CouncilUnit.objects.create(
        name=f"走查委员单位{place.organization.pk}{basis}", committee=place.department, duties="走查", valid_from=SINCE
    )
    instructor = Instructor.objects.create(
        person=Person.objects.create(name="走查指导员"), organ=place.department, kind=InstructorKind.SERVING,
        council_unit=unit, account=account, valid_from=SINCE,
    )  # fmt: skip
    return Dispatch.objects.create(
        organization=place.organization, basis=basis, instructor=instructor, valid_from=SINCE
    )


def the_dispatch(place: Place) -> Dispatch:
    """Who sees the organization sees the dispatch, the instructor and the unit."""
    return place.world.once("dispatch", place.organization.pk, lambda: _sent(place, DispatchBasis.DEPARTMENT))


def dispatch(place: Place) -> dict:
    return {"pk": the_dispatch(place).pk}


def instructor(place: Place) -> dict:
    return {"pk": the_dispatch(place).instructor_id}


def council_unit(place: Place) -> dict:
    return {"pk": the_dispatch(place).instructor.council_unit_id}


def own_dispatch(place: Place) -> dict:
    """To the organization in which the walking instructor sits; to any other one a stranger's."""
    is_hers = place.organization == place.world.organizations["wanglan"]
    account = place.world.users["instructor"] if is_hers else place.world.stranger
    make = lambda: _sent(place, DispatchBasis.STREET, account)  # noqa: E731
    return {"pk": place.world.once("own dispatch", place.organization.pk, make).pk}


def the_plan_line(place: Place) -> InstructorPlanLine:
    """Of the office of the place; only the party line sees plans."""

    def make():
        sent = the_dispatch(place)
        plan = InstructorPlan.objects.create(
            organ=place.department, day=SINCE, basis=DispatchBasis.STREET, bodies=1, instructors=1, status="Optimal",
            objective=0, bound=0, gap=0, seconds=0,
        )  # fmt: skip
        return InstructorPlanLine.objects.create(
            plan=plan, organization=place.organization, instructor=sent.instructor, distance=DistanceKind.UNKNOWN,
            trade=TradeKind.UNKNOWN, load_before=1,
        )  # fmt: skip

    return place.world.once("plan line", (place.organization.pk, place.department.pk), make)


def plan_line(place: Place) -> dict:
    return {"pk": the_plan_line(place).pk}


def plan(place: Place) -> dict:
    return {"pk": the_plan_line(place).plan_id}


CASES = {
    **{f"staff:instructor_plans:{name}": Case(plan) for name in ("detail", "apply", "discard")},
    **{f"staff:instructor_plans:{name}": Case(plan_line) for name in ("strike", "restore")},
    **{f"staff:council_units:{name}": Case(council_unit) for name in ("detail", "edit", "leave")},
    **{f"staff:instructors:{name}": Case(instructor) for name in ("detail", "edit", "leave", "appraise", "hand_over")},
    **{f"staff:instructors:{name}": Case(of_organization) for name in ("of_organization", "dispatch", "guide")},
    "staff:instructors:end_dispatch": Case(dispatch),
    "org:instructors:detail": Case(own_dispatch, "owner"),
    "org:instructors:visit": Case(own_dispatch, "owner"),
}
