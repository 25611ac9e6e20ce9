"""The shortest way to good standing: every state leads out, each step is somebody's, and a step taken is gone."""

import datetime

import pytest
from django.urls import reverse

from core import clock
from registry.organizations import actions, owed
from registry.organizations.models import Organization
from registry.organizations.states import Standing, Status
from tests.support.bureau import SETUP

DAY = datetime.date(2024, 3, 1)


def titles(organization, day=None) -> list[str]:
    organization = Organization.objects.get(pk=organization.pk)
    return [step.title for step in owed.way(organization, day or clock.today()).steps]


def test_nothing_owed_is_said_in_words(bureau):
    tea = bureau.register("霁川市茶业协会")
    page = bureau.client("registry_clerk", bureau.bureau).get(reverse("staff:organizations:detail", args=[tea.pk]))
    assert "目前没有未办事项，状态正常。" in page.content.decode()


@pytest.mark.parametrize("standing", [Standing.ABNORMAL, Standing.SERIOUS])
@pytest.mark.parametrize("status", list(Status))
def test_from_every_state_there_is_a_way_that_ends_with_somebody(bureau, standing, status):
    tea = bureau.register("霁川市茶业协会")
    actions.change_standing(tea, actor=SETUP, standing=standing, ground="未按期报送", valid_from=DAY)
    if status != Status.NORMAL:
        actions.change_status(tea, actor=SETUP, status=status, valid_from=DAY, document="决定书")
    way = owed.way(Organization.objects.get(pk=tea.pk), clock.today())
    assert way.against
    assert all(step.who and step.text for step in way.steps)
    assert way.steps[-1].title.startswith("申请移出") or way.steps[-1].rank == owed.REMOVAL


def test_removal_from_a_list_comes_after_what_put_it_there_and_goes_with_the_listing(season):
    tea = season.association()
    season.open()
    actions.change_standing(tea, actor=SETUP, standing=Standing.ABNORMAL, ground="未报", valid_from=DAY)
    assert titles(tea) == ["报送2025年度工作报告", "申请移出活动异常名录"]
    season.submitted(tea)
    assert titles(tea)[0] == "2025年度工作报告：等待初审"
    actions.change_standing(tea, actor=SETUP, standing=Standing.CLEAR, valid_from=clock.today())
    assert "申请移出活动异常名录" not in titles(tea)


def test_years_that_are_missing_come_in_their_order(season):
    tea = season.association()
    season.open(2024)
    season.open(2025)
    assert titles(tea) == ["报送2024年度工作报告", "报送2025年度工作报告"]


def test_a_past_day_knows_nothing_of_what_came_later(season):
    tea = season.association()
    season.open()
    actions.change_standing(tea, actor=SETUP, standing=Standing.ABNORMAL, valid_from=datetime.date(2026, 6, 1))
    assert titles(tea, datetime.date(2025, 12, 1)) == []


def test_the_organization_sees_its_way_first_thing_and_nobody_elses(season):
    tea = season.association()
    other = season.association("霁川市陶塑协会")
    season.open()
    actions.change_standing(other, actor=SETUP, standing=Standing.SERIOUS, valid_from=DAY)
    home = season.filer(tea).get(reverse("public:home")).content.decode()
    assert "恢复正常的最短路径" in home
    assert "报送2025年度工作报告" in home
    assert "严重违法失信名单" not in home
    own = season.filer(other, name="何砚").get(reverse("org:organizations:detail")).content.decode()
    assert "申请移出严重违法失信名单" in own
