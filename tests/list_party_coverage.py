"""Rows of the lists of duties and plans, for tests/list_entries.py."""

import datetime

from party_building.joint_plans.models import JointPlan
from party_building.party_duties.models import PartyDuty
from party_building.party_duties.states import PartyDutyKind
from tests.list_party_instructors import _body, _organ

SINCE = datetime.date(2024, 1, 1)


def a_party_duty(world, number, is_own):
    body = _body(world, number, is_own)
    PartyDuty.objects.create(
        kind=PartyDutyKind.ESTABLISH, organization=body, reason="正式党员达到3人", since=SINCE, due_on=SINCE
    )
    return body.name


def a_joint_plan(world, number, is_own):
    organ = _organ(world, is_own)
    if is_own:
        organ = world.bureau.party_committee
    day = SINCE + datetime.timedelta(days=number)
    plan = JointPlan.objects.create(
        department=organ, as_of=day, least_members=3, most_units=5, candidates=number, alone=0, without_members=0,
        covered_before=0, total=9, is_proven=True, objective=0.0, bound=0.0, seconds=0.1,
    )  # fmt: skip
    return plan.as_of.isoformat() if is_own else organ.name
