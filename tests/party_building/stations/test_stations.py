"""A station is kept by the organ above it, with its territory and host by date, and looked at by civil affairs."""

import datetime

import pytest
from django.urls import reverse

from core.indicators.base import indicator
from core.reorganizations.movers import Change
from core.workflow.errors import NotCompetent, NotPermitted, Refusal
from party_building.stations import actions
from party_building.stations.models import PartyStation, StationArrangement
from party_building.stations.moving import Stations
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import SETUP, Bureau

pytestmark = pytest.mark.django_db
D = datetime.date
LIST = reverse("staff:stations:list")


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def station(bureau):
    return actions.open_station(
        actor=SETUP, department=bureau.party_committee, name="听澜党建工作站", region=bureau.tinglan,
        opened_on=D(2024, 3, 1), territory=bureau.wanglan, host_name="听澜社区", contact="周宁", staff_count=2,
    )  # fmt: skip


@pytest.fixture
def officer(bureau):
    return bureau.client("party_officer", bureau.party_committee)


def test_the_organ_records_a_station_and_a_known_host_is_linked(bureau, officer):
    host = bureau.register("霁川市茶业协会", responsibilities={"party_superior": bureau.party_committee.pk})
    data = {"name": "茶业党建工作站", "region": bureau.wanglan.pk, "opened_on": "2026-05-01", "host": host.name,
            "territory": bureau.wanglan.pk, "staff_count": "3"}  # fmt: skip
    answer = officer.post(reverse("staff:stations:create"), data)
    row = PartyStation.objects.get()
    assert answer.url == reverse("staff:stations:detail", args=[row.pk])
    assert (row.host_organization, row.host_name, row.territory) == (host, "", bureau.wanglan)
    assert names(officer.get(LIST)) == ["茶业党建工作站"]


def test_a_day_to_come_stands_in_the_form_as_a_sentence(bureau, officer):
    data = {"name": "站", "region": bureau.wanglan.pk, "opened_on": "2026-06-04", "host": "某处",
            "territory": bureau.wanglan.pk, "staff_count": "0"}  # fmt: skip
    answer = officer.post(reverse("staff:stations:create"), data)
    assert answer.status_code == 422
    assert "不能晚于今天" in answer.content.decode()


def test_a_past_day_shows_the_arrangement_of_then(bureau, station, officer):
    data = {"since": "2025-01-01", "territory": bureau.tinglan.pk, "host": "听澜街道党群服务中心", "staff_count": "4"}
    assert officer.post(reverse("staff:stations:rearrange", args=[station.pk]), data).status_code == 302
    station.refresh_from_db()
    assert (station.territory, station.staff_count, station.contact) == (bureau.tinglan, 4, "")
    assert StationArrangement.objects.on(D(2024, 12, 31)).get().territory == bureau.wanglan
    assert "听澜社区" in officer.get(f"{LIST}?as_of=2024-12-31").content.decode()
    assert "听澜社区" not in officer.get(LIST).content.decode()


def test_the_day_of_closing_is_the_first_without_the_station(bureau, station, officer):
    address = reverse("staff:stations:close", args=[station.pk])
    assert officer.post(address, {"closed_on": "2026-06-01", "reason": "并入枕河站"}).status_code == 302
    count = lambda day: indicator("party_stations").numerator(SETUP.scope, day).count()  # noqa: E731
    assert [count(D(2026, 5, 31)), count(D(2026, 6, 1)), count(D(2024, 2, 29)), count(D(2024, 3, 1))] == [1, 0, 0, 1]
    assert "并入枕河站" in officer.get(reverse("staff:stations:detail", args=[station.pk])).content.decode()
    with pytest.raises(Refusal, match="已于2026-06-01撤销"):
        actions.rearrange(PartyStation.objects.get(), actor=SETUP, since=D(2026, 6, 2), territory=bureau.wanglan)


def test_civil_affairs_of_the_place_looks_and_another_organ_may_not_act(bureau, station):
    page = reverse("staff:stations:detail", args=[station.pk])
    text = bureau.client("registry_clerk", bureau.wanglan_bureau).get(page).content.decode()
    assert "由霁川市社会组织综合党委办理" in text
    assert "登记活动" not in text
    assert bureau.client("registry_clerk", bureau.bureau).get(page).status_code == 200
    assert bureau.client("registry_clerk", bureau.yanhai_bureau).get(page).status_code == 404
    assert bureau.client("street_officer", bureau.tinglan_office).get(page).status_code == 403
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    said = {"closed_on": D(2026, 6, 1), "reason": "误"}
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.close_station(station, actor=bureau.actor("party_officer", other), **said)
    with pytest.raises(NotPermitted):
        actions.close_station(station, actor=bureau.actor("registry_clerk", bureau.bureau), **said)
    assert bureau.client("party_officer", other).get(page).status_code == 404


def test_a_stale_tab_overwrites_nothing(bureau, station, officer):
    address = reverse("staff:stations:edit", args=[station.pk])
    data = {"name": "听澜站", "region": bureau.tinglan.pk, "address": "", "document": "", "version": "1"}
    assert officer.post(address, data).status_code == 302
    answer = officer.post(address, {**data, "name": "望澜站"})
    assert answer.status_code == 409
    assert PartyStation.objects.get().name == "听澜站"


def test_a_second_station_of_the_same_name_is_refused(bureau, station):
    with pytest.raises(Refusal, match="已有“听澜党建工作站”"):
        actions.open_station(
            actor=SETUP, department=bureau.party_committee, name="听澜党建工作站", region=bureau.wanglan,
            opened_on=D(2026, 1, 1), territory=bureau.wanglan,
        )  # fmt: skip


def test_a_merged_division_is_followed_from_its_day_and_the_past_keeps_its_own(bureau, station):
    change = Change({bureau.wanglan.pk: bureau.yanhai.pk}, D(2026, 6, 3), "民函〔2026〕1号", SETUP)
    Stations().move_regions(change)
    station.refresh_from_db()
    assert (station.territory, station.region) == (bureau.yanhai, bureau.tinglan)
    assert StationArrangement.objects.on(D(2026, 6, 2)).get().territory == bureau.wanglan
