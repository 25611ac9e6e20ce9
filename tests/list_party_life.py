"""Rows of the lists of organization life, for tests/list_entries.py."""

import datetime

from core import clock
from party_building.activities.models import Activity, ActivityKind, JointUnit
from party_building.activity_series.models import ActivitySeries, SeriesItem, SeriesPart
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.propaganda.models import PropagandaItem
from party_building.secretary_meetings.models import Invitation, Matter, SecretaryMeeting
from party_building.teaching_materials.models import TeachingMaterial

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


def _organ(world, is_own):
    b = world.bureau
    return b.party_committee if is_own else b.department("别处社会工作部", "party_organ", b.yanhai)


def a_series(world, number, is_own):
    name = f"{'本线' if is_own else '外线'}第{number}系列"
    row = ActivitySeries.objects.create(
        name=name, department=_organ(world, is_own), starts_on=clock.today(), ends_on=clock.today()
    )
    item = SeriesItem.objects.create(series=row, title="一场", held_on=clock.today(), attendances=number)
    SeriesPart.objects.create(item=item, unit=_branch(world, number, is_own), is_host=True)
    return name


def a_report(world, number, is_own):
    title = f"{'本线' if is_own else '外线'}第{number}篇报道"
    PropagandaItem.objects.create(
        unit=_branch(world, number, is_own), title=title, outlet="日报", published_on=clock.today()
    )
    return title


def _meeting(world, number, is_own) -> SecretaryMeeting:
    meeting = SecretaryMeeting.objects.create(
        department=_organ(world, is_own), topic=f"{'本线' if is_own else '外线'}第{number}议题", held_on=clock.today()
    )
    Invitation.objects.create(meeting=meeting, unit=_branch(world, number, is_own))
    return meeting


def a_meeting(world, number, is_own):
    return _meeting(world, number, is_own).topic


def a_matter(world, number, is_own):
    content = f"{'本线' if is_own else '外线'}第{number}事项"
    Matter.objects.create(
        meeting=_meeting(world, number, is_own), content=content, raised_by=_branch(world, number, is_own),
        responsible=world.bureau.commerce, due_on=clock.today(), state="assigned",
    )  # fmt: skip
    return content


def a_material(world, number, is_own):
    title = f"第{number}模板"
    TeachingMaterial.objects.create(
        kind="template", topic="主题", title=title, department=_organ(world, is_own), link="https://demo.invalid/",
        offered_on=clock.today(),
    )  # fmt: skip
    return title


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {
        "staff:activities:list": entry("party_officer", "registry_clerk", an_activity, 15),
        "staff:activities:branches": entry("party_officer", "registry_clerk", a_life_branch, 10),
        "staff:activity_series:list": entry("party_officer", "registry_clerk", a_series, 10),
        "staff:propaganda:list": entry("party_officer", "registry_clerk", a_report, 10),
        "staff:secretary_meetings:list": entry("party_officer", "registry_clerk", a_meeting, 10),
        "staff:secretary_meetings:matters": entry("party_officer", "registry_clerk", a_matter, 10),
        "staff:teaching_materials:list": entry("party_officer", "registry_clerk", a_material, 10, has_scope=False),
    }
