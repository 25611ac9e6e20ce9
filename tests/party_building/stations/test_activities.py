"""What was held at a station: 场, 家, 家次 and 人次 are four numbers and stay four."""

import datetime

import pytest
from django.urls import reverse

from core.indicators.base import indicator
from core.workflow.errors import Refusal
from party_building.stations import actions
from party_building.stations.models import StationActivity
from tests.party_building.stations.test_stations import _today, bureau, officer, station  # noqa: F401
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def bodies(bureau):  # noqa: F811
    line = {"party_superior": bureau.party_committee.pk}
    return [bureau.register(f"霁川市{word}协会", responsibilities=line) for word in ("茶业", "陶艺")]


def record(station, held_on, **more):  # noqa: F811
    given = {"kind": "symposium", "title": f"{held_on:%m月}座谈会", "held_on": held_on, **more}
    return actions.record_activity(station, actor=SETUP, **given)


def test_an_activity_is_one_line_without_photographs(officer, station, bodies):  # noqa: F811
    data = {"kind": "exchange", "title": "书记交流", "held_on": "2026-05-20", "people": "30", "other_bodies": "5",
            "bodies": "霁川市茶业协会\n霁川市陶艺协会\n霁川市茶业协会"}  # fmt: skip
    assert officer.post(reverse("staff:stations:record_activity", args=[station.pk]), data).status_code == 302
    row = StationActivity.objects.get()
    assert sorted(row.organizations.values_list("name", flat=True)) == sorted(one.name for one in bodies)
    page = officer.get(reverse("staff:stations:detail", args=[station.pk])).content.decode()
    assert "共 1 场；列名的社会组织 2 家（同一家只计一次），到场单位 7 家次；参加 30 人次。" in page


def test_a_body_that_came_twice_is_one_家_and_two_家次(officer, station, bodies):  # noqa: F811
    record(station, D(2026, 3, 2), organizations=bodies, people=20)
    record(station, D(2026, 5, 6), organizations=bodies[:1], other_bodies=3, people=12)
    assert StationActivity.objects.all().figures() == {"activities": 2, "bodies": 2, "attendances": 6, "people": 32}
    listed = officer.get(reverse("staff:stations:activities"), {"held_after": "2026-05-01"}).content.decode()
    assert "共 1 场；列名的社会组织 1 家（同一家只计一次），到场单位 4 家次；参加 12 人次。" in listed


def test_the_year_counts_from_the_first_of_january_to_the_day_included(station):  # noqa: F811
    for day in (D(2025, 12, 31), D(2026, 1, 1), D(2026, 6, 2), D(2026, 6, 3)):
        record(station, day)
    count = lambda day: indicator("station_activities").numerator(SETUP.scope, day).count()  # noqa: E731
    assert [count(D(2025, 12, 31)), count(D(2026, 1, 1)), count(D(2026, 6, 2)), count(D(2026, 6, 3))] == [1, 1, 2, 3]


def test_an_unknown_name_is_said_and_nothing_is_written(officer, station):  # noqa: F811
    data = {"kind": "exchange", "title": "交流", "held_on": "2026-05-20", "people": "3", "other_bodies": "0",
            "bodies": "不存在协会"}  # fmt: skip
    answer = officer.post(reverse("staff:stations:record_activity", args=[station.pk]), data)
    assert answer.status_code == 422
    assert "没有找到：不存在协会" in answer.content.decode()
    assert not StationActivity.objects.exists()


def test_what_was_withdrawn_counts_no_more_and_stays_on_record(officer, station):  # noqa: F811
    row = record(station, D(2026, 5, 6), people=9)
    address = reverse("staff:stations:withdraw_activity", args=[row.pk])
    assert officer.post(address, {"comment": ""}).status_code == 409
    assert officer.post(address, {"comment": "重复登记"}).status_code == 302
    assert StationActivity.objects.all().figures()["activities"] == 0
    assert "重复登记" in officer.get(reverse("staff:stations:activity", args=[row.pk])).content.decode()


def test_a_correction_keeps_the_bodies_that_stay(officer, station, bodies):  # noqa: F811
    row = record(station, D(2026, 5, 6), organizations=bodies)
    address = reverse("staff:stations:correct_activity", args=[row.pk])
    assert "霁川市茶业协会" in officer.get(address).content.decode()
    data = {"version": "1", "kind": "training", "title": "辅导", "held_on": "2026-05-07", "people": "8",
            "other_bodies": "0", "bodies": bodies[0].name}  # fmt: skip
    assert officer.post(address, data).status_code == 302
    row.refresh_from_db()
    assert (row.kind, list(row.organizations.all()), row.version) == ("training", bodies[:1], 2)
    assert officer.post(address, {**data, "title": "旧页"}).status_code == 409


def test_an_activity_outside_the_stations_days_is_refused(station):  # noqa: F811
    with pytest.raises(Refusal, match="活动日期不在其间"):
        record(station, D(2024, 2, 29))
