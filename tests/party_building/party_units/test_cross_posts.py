"""双向进入交叉任职 and 书记由负责人担任, on a day."""

import datetime

import pytest

from party_building.models import CommitteePost
from party_building.party_units import actions, cross_posts
from party_building.party_units.states import CommitteePostKind, CoverageKind, UnitForm, UnitLevel
from registry.officers import actions as officers
from registry.officers.models import PostKind
from registry.officers.reference import load_posts_and_limits
from registry.people.models import Person
from tests.support.bureau import Bureau

BEGUN = datetime.date(2024, 5, 6)
DAY = datetime.date(2026, 6, 3)


@pytest.fixture
def world(db, set_clock):
    set_clock("2026-06-03")
    load_posts_and_limits()
    world = Bureau()
    world.tea, world.chess = world.register("霁川市茶叶流通协会"), world.register("霁川市棋类协会")
    world.officer = world.actor("party_officer", world.party_committee)
    world.unit = actions.establish(
        actor=world.officer,
        name="霁川市茶棋联合党支部",
        level=UnitLevel.BRANCH,
        form=UnitForm.JOINT,
        superior=world.party_committee,
        established_on=BEGUN,
    )
    for organization in world.tea, world.chess:
        actions.cover(organization, unit=world.unit, kind=CoverageKind.JOINT, actor=world.officer, since=BEGUN)
    return world


def both(world, organization, post: str, seat: CommitteePostKind, *, since=BEGUN) -> Person:
    person = Person.objects.create(name="沈星野")
    clerk = world.actor("registry_clerk", world.bureau)
    officers.appoint(
        organization, actor=clerk, person=person, kind=PostKind.objects.get(code=post), valid_from=BEGUN,
        accepted_reason="测试",
    )  # fmt: skip
    CommitteePost.objects.create(unit=world.unit, person=person, kind=seat, valid_from=since)
    return person


def ids(rows) -> set[int]:
    return {row["pk"] for row in rows}


def test_a_member_of_the_council_in_the_committee_is_one_direction_only(world):
    both(world, world.tea, "council_member", CommitteePostKind.SECRETARY)
    assert ids(cross_posts.entered_management(DAY)) == {world.tea.pk}
    assert ids(cross_posts.cross_posted(DAY)) == set()
    assert ids(cross_posts.secretary_is_head(DAY)) == set()


def test_the_president_as_committee_member_is_both_directions_but_no_secretary(world):
    both(world, world.tea, "chair", CommitteePostKind.MEMBER)
    assert ids(cross_posts.cross_posted(DAY)) == {world.tea.pk}
    assert ids(cross_posts.secretary_is_head(DAY)) == set()


def test_a_president_who_is_secretary_counts_for_her_own_organization_from_the_day_on(world):
    both(world, world.tea, "chair", CommitteePostKind.SECRETARY, since=DAY)
    assert ids(cross_posts.secretary_is_head(DAY)) == {world.tea.pk}
    assert ids(cross_posts.secretary_is_head(DAY - datetime.timedelta(days=1))) == set()


def test_what_a_unit_no_longer_covers_is_not_counted(world):
    both(world, world.tea, "chair", CommitteePostKind.SECRETARY)
    link = world.tea.coverage_links.get()
    actions.end_coverage(link, actor=world.officer, last_day=datetime.date(2026, 5, 31))
    assert ids(cross_posts.cross_posted(DAY)) == set()
    assert ids(cross_posts.cross_posted(datetime.date(2026, 5, 31))) == {world.tea.pk}
