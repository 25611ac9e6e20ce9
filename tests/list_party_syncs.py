"""Rows of the lists of training, for tests/list_entries.py."""

from core import clock
from party_building.training.models import Lecturer
from registry.organizations.models import Organization
from tests.access_party_syncs import a_class, a_course, a_sign_up


def _office(world, is_own):
    b = world.bureau
    return b.party_committee if is_own else b.department("望澜区委社会工作部", "party_organ", b.wanglan)


def _body(world, number, is_own) -> Organization:
    office = _office(world, is_own)
    return world.bureau.register(
        f"霁川市第{number}{'茶业' if is_own else '书画'}协会", responsibilities={"party_superior": office.pk}
    )


def a_training_class(world, number, is_own):
    return a_class(_office(world, is_own), f"第{number}期{'本' if is_own else '外'}班").title


def a_training_course(world, number, is_own):
    return a_course(_office(world, is_own), f"第{number}门{'本' if is_own else '外'}课").name


def a_lecturer(world, number, is_own):
    name = f"第{number}{'本' if is_own else '外'}讲师"
    Lecturer.objects.create(
        department=_office(world, is_own), name=name, employer="市委党校", valid_from=clock.today()
    )
    return name


def a_trained_body(world, number, is_own):
    return _body(world, number, is_own).name


def an_attendance(world, number, is_own):
    body = _body(world, number, is_own)
    return a_sign_up(a_class(_office(world, is_own), f"班{number}{is_own}"), body, f"第{number}{is_own}学员").name
