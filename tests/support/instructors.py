"""Instructors for tests: a pool of the party committee, and bodies that it answers for."""

import datetime

from party_building.instructors import actions
from party_building.instructors.models import Dispatch, Instructor
from party_building.instructors.states import DispatchBasis, InstructorKind
from party_building.party_limits.reference import load_limits
from tests.support import officers
from tests.support.bureau import SETUP, Bureau

SINCE = datetime.date(2024, 1, 1)


def body(bureau: Bureau, name: str, organ=None, **fields):
    organ = organ or bureau.party_committee
    return bureau.register(name, responsibilities={"party_superior": organ.pk}, **fields)


def enroll(bureau: Bureau, name: str, organ=None, **fields) -> Instructor:
    load_limits()
    given = {
        "kind": InstructorKind.SERVING, "valid_from": SINCE, "sending_name": "霁川市档案馆", **fields,
    }  # fmt: skip
    return actions.enroll(actor=SETUP, organ=organ or bureau.party_committee, person=officers.person(name), **given)


def send(organization, instructor: Instructor, basis=DispatchBasis.DEPARTMENT, since=SINCE, **more) -> Dispatch:
    return actions.dispatch(organization, instructor=instructor, basis=basis, actor=SETUP, since=since, **more)
