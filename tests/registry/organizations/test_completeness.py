"""四清 on the organization page and in the list: what is known, what is missing, where it is mended."""

import datetime
import re

import pytest
from django.urls import reverse

from core import clock
from party_building.party_units import actions as party_units
from party_building.party_units.states import UnitForm, UnitLevel
from registry.organizations import actions, completeness
from registry.organizations.models import Organization
from registry.organizations.states import Clear
from tests.support.bureau import LONG_AGO, SETUP

LIST = reverse("staff:organizations:list")


@pytest.fixture
def tea(bureau):
    return bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


def card(client, organization, **query) -> str:
    page = client.get(reverse("staff:organizations:detail", args=[organization.pk]), query).content.decode()
    return re.search(r'aria-labelledby="completeness".*?</section>', page, re.S)[0]


def lacking(key: str) -> set[str]:
    rows = Organization.objects.all()
    return set(completeness.lacking(rows, key, clock.today()).values_list("name", flat=True))


def test_a_missing_item_is_a_link_to_where_it_is_mended_and_goes_when_it_is(tea, clerk):
    address = reverse("staff:organizations:record_change", args=[tea.pk, "scope"])
    assert f'<a href="{address}">业务范围</a>' in card(clerk, tea)
    assert clerk.get(address).status_code == 200
    actions.set_scope(
        Organization.objects.get(pk=tea.pk), actor=SETUP, business_scope="茶叶种植", industry="", valid_from=LONG_AGO
    )
    assert "业务范围" not in card(clerk, tea)


def test_who_may_only_look_is_told_whose_the_gap_is(bureau):
    away = bureau.register("砚海区安居物业协会", authority=bureau.yanhai_bureau)
    drawn = card(bureau.client("registry_clerk", bureau.bureau), away)
    assert "业务范围" in drawn
    assert "由砚海区民政局补充" in drawn
    assert reverse("staff:organizations:record_change", args=[away.pk, "scope"]) not in drawn


def test_only_associations_need_a_number_of_members(bureau):
    bureau.register("霁川市茶业协会")
    bureau.register("霁川市晨曦康复中心", org_type="2")
    assert lacking("members") == {"霁川市茶业协会"}


def test_a_count_of_members_counts_from_the_day_it_speaks_of(bureau, tea):
    actions.note_headcount(tea, actor=SETUP, valid_from=datetime.date(2024, 1, 1), unit_members=31)
    assert lacking("members") == set()
    actor = bureau.actor("registry_clerk", bureau.bureau)
    before = completeness.of(tea, datetime.date(2023, 12, 31), actor)
    assert "会员数" in [one.item.label for part in before.parts for one in part.missing]


def test_the_party_line_tells_whether_there_is_a_unit(bureau, tea):
    assert "霁川市茶业协会" in lacking("party_unit")
    party_units.establish(
        actor=SETUP, name="霁川市茶业协会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=LONG_AGO, organization=tea,
        registered_by_civil_affairs=True, document="批复",
    )  # fmt: skip
    assert "霁川市茶业协会" not in lacking("party_unit")


def test_a_part_that_nobody_keeps_says_so_and_counts_for_nothing(bureau, tea, clerk):
    found = completeness.of(tea, clock.today(), bureau.actor("registry_clerk", bureau.bureau))
    members = next(part for part in found.parts if part.clear == Clear.PARTY_MEMBERS)
    assert (members.known, members.total) == (0, 0)
    assert "未启用" in card(clerk, tea)
    assert found.total == len(completeness.all_items())


def test_the_list_finds_exactly_the_organizations_that_lack_an_item(bureau, tea, clerk):
    bureau.register("霁川市花木协会", business_scope="花木")
    shown = clerk.get(LIST, {"gap": "scope"}).content.decode()
    assert "霁川市茶业协会" in shown
    assert "霁川市花木协会" not in shown


def test_any_gap_and_the_score_agree(bureau, tea):
    bureau.register("霁川市花木协会", business_scope="花木")
    actor = bureau.actor("registry_clerk", bureau.bureau)
    for organization in Organization.objects.all():
        found = completeness.of(organization, clock.today(), actor)
        assert (found.known < found.total) == (organization.name in lacking(completeness.ANY))


def test_a_hundred_percent_stands_only_for_nothing_missing():
    part = completeness.Part(Clear.ORGANIZATION, 199, 200, ())
    assert completeness.Completeness((part,)).percent == 99
