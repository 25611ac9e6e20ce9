"""Rows of the lists of instructors and council units, for tests/list_entries.py."""

import datetime

from party_building.council_units.models import CouncilUnit
from party_building.instructor_plans.models import InstructorPlan, InstructorPlanLine
from party_building.instructor_plans.states import DistanceKind, TradeKind
from party_building.instructors.models import Dispatch, Instructor, Visit
from party_building.instructors.states import DispatchBasis, InstructorKind
from registry.people.models import Person

SINCE = datetime.date(2024, 1, 1)


def _organ(world, is_own):
    b = world.bureau
    return b.party_committee if is_own else b.department("砚海区委社会工作部", "party_organ", b.yanhai)


def _word(is_own) -> str:
    return "本线" if is_own else "外线"


def a_council_unit(world, number, is_own):
    name = f"{_word(is_own)}第{number}委员单位"
    CouncilUnit.objects.create(name=name, committee=_organ(world, is_own), duties="选派指导员", valid_from=SINCE)
    return name


def _instructor(world, number, is_own) -> Instructor:
    person = Person.objects.create(name=f"{_word(is_own)}{number}号", pinyin=f"{number:03d}")
    return Instructor.objects.create(
        person=person, organ=_organ(world, is_own), kind=InstructorKind.RETIRED, sending_name="霁川市档案馆",
        valid_from=SINCE,
    )  # fmt: skip


def an_instructor(world, number, is_own):
    return _instructor(world, number, is_own).person.name


def _body(world, number, is_own):
    organ = _organ(world, is_own)
    name = f"{_word(is_own)}第{number}待派协会"
    return world.bureau.register(name, responsibilities={"party_superior": organ.pk})


def an_uncovered_body(world, number, is_own):
    return _body(world, number, is_own).name


def a_dispatch(world, number, is_own):
    body = _body(world, number, is_own)
    Dispatch.objects.create(
        organization=body, instructor=_instructor(world, number, is_own), basis=DispatchBasis.STREET, valid_from=SINCE
    )
    return body.name


def a_visit(world, number, is_own):
    body = _body(world, number, is_own)
    instructor = _instructor(world, number, is_own)
    Visit.objects.create(organization=body, instructor=instructor, visited_on=SINCE, asked="了解党员情况")
    return body.name


def _plan(world, number, is_own) -> InstructorPlan:
    day = SINCE + datetime.timedelta(days=number + (0 if is_own else 300))
    return InstructorPlan.objects.create(
        organ=_organ(world, is_own), day=day, basis=DispatchBasis.STREET, bodies=1, instructors=1, status="Optimal",
        objective=0, bound=0, gap=0, seconds=0,
    )  # fmt: skip


def a_plan(world, number, is_own):
    return str(_plan(world, number, is_own))


def a_plan_line(world, number, is_own):
    body = _body(world, number, is_own)
    InstructorPlanLine.objects.create(
        plan=_plan(world, number, is_own), organization=body, instructor=_instructor(world, number, is_own),
        distance=DistanceKind.SAME_STREET, trade=TradeKind.SAME, load_before=0,
    )  # fmt: skip
    return body.name


def entries(entry) -> dict:
    """Lines of tests/list_entries.py."""
    return {
        "staff:council_units:list": entry("party_officer", "system_admin", a_council_unit, 10),
        "staff:instructor_plans:list": entry("party_officer", "registry_clerk", a_plan, 10),
        "staff:instructor_plans:lines": entry("party_officer", "registry_clerk", a_plan_line, 10),
        "staff:instructors:list": entry("party_officer", "system_admin", an_instructor, 11),
        "staff:instructors:dispatches": entry("party_officer", "system_admin", a_dispatch, 10),
        "staff:instructors:uncovered": entry("party_officer", "system_admin", an_uncovered_body, 11),
        "staff:instructors:visits": entry("party_officer", "system_admin", a_visit, 10),
    }
