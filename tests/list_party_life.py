"""Rows of the lists of organization life, for tests/list_entries.py."""

import datetime

from core import clock
from party_building.activities.models import Activity, ActivityKind, JointUnit
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel

BEFORE = datetime.timedelta(days=400)


def _branch(world, number, is_own) -> PartyUnit:
    b = world.bureau
    other = b.department("别处社会工作部", "party_organ", b.yanhai)
    name = f"{'本线' if is_own else '外线'}第{number}党支部"
    found = PartyUnit.objects.filter(name=name).first()
    return found or PartyUnit.objects.create(
        name=name, level=UnitLevel.BRANCH, form=UnitForm.JOINT, superior=b.party_committee if is_own else other,
        established_on=clock.today() - BEFORE,
    )  # fmt: skip


def a_life_branch(world, number, is_own):
    return _branch(world, number, is_own).name


def an_activity(world, number, is_own):
    kind = ActivityKind.objects.get(code="theme_day")
    topic = f"{'本线' if is_own else '外线'}第{number}次"
    unit = _branch(world, number, is_own)
    row = Activity.objects.create(unit=unit, kind=kind, held_on=clock.today(), topic=topic)
    JointUnit.objects.create(activity=row, unit=_branch(world, number + 1000, is_own))
    return topic


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {
        "staff:activities:list": entry("party_officer", "registry_clerk", an_activity, 16),
        "staff:activities:branches": entry("party_officer", "registry_clerk", a_life_branch, 10),
    }
