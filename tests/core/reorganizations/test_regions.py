"""Divisions are merged from a day: what lies in them follows, the past keeps them, their codes stay good."""

import datetime

import pytest

from core import clock
from core.departments.models import DepartmentSeat, Region
from core.reorganizations import plans
from core.reorganizations.models import Reorganization
from core.reorganizations.plans import PlanRefused
from core.reorganizations.states import Kind
from core.saved_views.models import SavedView
from registry.identifiers.recorded_regions import was_ever_region
from registry.imports.lookups import Regions
from registry.organizations import profile
from registry.organizations.models import Organization
from tests.support.bureau import _region

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def tea(bureau):
    return bureau.register("望澜区茶叶协会", authority=bureau.wanglan_bureau, region_id=bureau.linli.pk)


def test_a_street_is_merged_and_everything_below_follows_from_the_day(bureau, decide, tea):
    seat = bureau.seat("community_officer", bureau.tinglan_office, bureau.linli)
    row = decide(Kind.MERGE_REGIONS, plans.regions([bureau.tinglan], target=bureau.zhenhe), on=D(2026, 6, 1))
    new = Region.objects.get(code="379902002001")
    assert (new.name, new.parent, new.valid_from) == ("邻里社区", bureau.zhenhe, D(2026, 6, 1))
    tea.refresh_from_db()
    assert (tea.street, tea.community) == (bureau.zhenhe, new)
    before = Organization.objects.as_of(D(2026, 5, 31)).get(pk=tea.pk)
    after = Organization.objects.from_facts(D(2026, 6, 1)).get(pk=tea.pk)
    assert (before.then_street_id, before.then_community_id) == (bureau.tinglan.pk, bureau.linli.pk)
    assert (after.then_street_id, after.then_community_id) == (bureau.zhenhe.pk, new.pk)
    assert tea.addresses.get(valid_to=None).document == "霁政字〔2026〕5号"
    bureau.tinglan.refresh_from_db()
    assert (bureau.tinglan.valid_to, bureau.tinglan.superseded_by) == (D(2026, 5, 31), bureau.zhenhe)
    assert DepartmentSeat.objects.get(pk=seat.pk).region == new
    assert row.state == "done"
    assert {"label": "社会组织", "count": 1, "unit": "家"} in row.outcome


def test_a_district_that_ends_is_still_known_by_its_code_and_found_by_its_old_name(bureau, decide):
    gone = _region("379905000000", "沅江区", 2, bureau.city)
    decide(Kind.ABOLISH_REGION, plans.regions([gone], target=bureau.wanglan), on=D(2026, 1, 1))
    assert was_ever_region("379905")
    assert not was_ever_region("379906")
    known = Regions(bureau.bureau)
    assert known.known_code("379905")
    assert known.find("沅江区") == (bureau.wanglan.pk, 1)


def test_a_day_to_come_changes_nothing_until_its_night(bureau, decide, tea, set_clock):
    row = decide(Kind.MERGE_REGIONS, plans.regions([bureau.tinglan], target=bureau.zhenhe), on=D(2026, 7, 1))
    assert row.state == "confirmed"
    assert Region.objects.current().filter(pk=bureau.tinglan.pk).exists()
    late = bureau.register("望澜区后来协会", authority=bureau.wanglan_bureau, region_id=bureau.tinglan.pk)
    set_clock("2026-07-01T00:10:00+08:00")
    from core.tasks import flip_dated_facts

    flip_dated_facts()
    assert Reorganization.objects.get().state == "done"
    for body in (tea, late):
        body.refresh_from_db()
        assert body.street == bureau.zhenhe
    flip_dated_facts()
    assert late.addresses.count() == 2


def test_two_streets_become_a_new_one_with_a_code_of_its_district(bureau, decide, tea):
    olds = [bureau.tinglan, bureau.zhenhe]
    with pytest.raises(PlanRefused, match="379902"):
        plans.regions(olds, code="379903009000", name="听枕街道")
    decide(Kind.MERGE_REGIONS, plans.regions(olds, code="379902009000", name="听枕街道"))
    tea.refresh_from_db()
    assert (tea.street.name, tea.community.code, tea.district) == ("听枕街道", "379902009001", bureau.wanglan)


def test_a_code_below_that_is_taken_is_asked_for(bureau):
    taken = _region("379902002001", "枕河社区", 4, bureau.zhenhe)
    with pytest.raises(PlanRefused, match="邻里社区.*枕河社区"):
        plans.regions([bureau.tinglan], target=bureau.zhenhe)
    given = plans.read_codes(f"379902001001 {taken.code}")
    steps = plans.regions([bureau.tinglan], target=bureau.zhenhe, given=given)
    assert [one["new"] for one in steps] == [bureau.zhenhe.pk, taken.pk]


def test_a_renamed_division_keeps_its_old_name_on_old_days(bureau, decide, tea):
    decide(Kind.RENAME_REGION, [plans.step(bureau.tinglan.pk, name="听澜新街道")], on=D(2026, 6, 1))
    bureau.tinglan.refresh_from_db()
    assert bureau.tinglan.name == "听澜新街道"
    assert Region.objects.get(pk=bureau.linli.pk).full_name == "霁川市望澜区听澜新街道邻里社区"

    def place(day):
        facts = list(tea.addresses.select_related("region__parent"))
        return next(link["name"] for link in profile.chain(tea, facts, day) if link["role"] == "属地")

    assert place(clock.today()) == "听澜新街道·邻里社区"
    assert place(D(2026, 5, 31)) == "听澜街道·邻里社区"


def test_saved_views_keep_showing_what_they_showed(bureau, decide):
    owner = bureau.seat("registry_clerk", bureau.wanglan_bureau).user
    view = SavedView.objects.create(
        owner=owner,
        list_name="staff:organizations:list",
        name="听澜",
        query=f"street={bureau.tinglan.pk}&status=active",
    )
    decide(Kind.MERGE_REGIONS, plans.regions([bureau.tinglan], target=bureau.zhenhe))
    view.refresh_from_db()
    assert view.query == f"street={bureau.zhenhe.pk}&status=active"
