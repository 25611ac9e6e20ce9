"""A centre is kept by its party organ, with its facilities by date and the comprehensive branch that sits in it."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from core.indicators.base import indicator
from core.workflow.errors import NotCompetent, Refusal
from party_building.party_units import actions as units
from party_building.party_units.states import CoverageKind, UnitForm, UnitLevel
from party_building.service_centres import actions
from party_building.service_centres.models import CentreFacility, ServiceCentre
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import SETUP, Bureau

pytestmark = pytest.mark.django_db
D = datetime.date
LIST = reverse("staff:service_centres:list")


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def branch(bureau):
    return units.establish(
        actor=SETUP, name="市级党群服务中心综合支部", level=UnitLevel.BRANCH, form=UnitForm.CENTRE,
        superior=bureau.party_committee, established_on=D(2022, 7, 1),
    )  # fmt: skip


@pytest.fixture
def centre(bureau, branch):
    return actions.open_centre(
        actor=SETUP, department=bureau.party_committee, name="市社会组织党群服务中心", level="city",
        region=bureau.city, opened_on=D(2022, 6, 1), area_sqm=Decimal("860.5"), opening_hours="工作日 9:00—17:00",
        unit=branch,
    )  # fmt: skip


@pytest.fixture
def officer(bureau):
    return bureau.client("party_officer", bureau.party_committee)


def test_the_organ_records_a_centre_and_the_list_adds_up_its_space(bureau, officer, centre):
    data = {"name": "望澜区党群服务中心", "level": "district", "region": bureau.wanglan.pk, "opened_on": "2026-01-05",
            "area_sqm": "300", "opening_hours": "每日", "unit": ""}  # fmt: skip
    assert officer.post(reverse("staff:service_centres:create"), data).status_code == 302
    assert "启用 2 个，合计 1,160.5 平方米；其中 1 个设有综合支部。" in officer.get(LIST).content.decode()
    assert names(officer.get(f"{LIST}?level=district")) == ["望澜区党群服务中心"]


def test_only_a_comprehensive_branch_sits_in_a_centre_and_in_one_only(bureau, centre, branch):
    own = units.establish(
        actor=SETUP, name="茶业协会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=D(2022, 7, 1),
    )  # fmt: skip
    said = {"actor": SETUP, "department": bureau.party_committee, "level": "street", "region": bureau.tinglan,
            "opened_on": D(2026, 1, 5)}  # fmt: skip
    with pytest.raises(Refusal, match="不是存续的综合支部"):
        actions.open_centre(name="甲中心", unit=own, **said)
    with pytest.raises(Refusal, match="已设在“市社会组织党群服务中心”"):
        actions.open_centre(name="乙中心", unit=branch, **said)


def test_bodies_without_a_branch_hang_at_the_comprehensive_branch_and_are_not_built(bureau, centre, branch, officer):
    body = bureau.register("霁川市陶艺协会", responsibilities={"party_superior": bureau.party_committee.pk})
    units.cover(body, unit=branch, kind=CoverageKind.AFFILIATED, actor=SETUP, since=D(2023, 1, 1))
    page = officer.get(reverse("staff:service_centres:detail", args=[centre.pk])).content.decode()
    assert "<dt>今日挂靠的社会组织</dt><dd>1 家</dd>" in page
    assert not body.coverage_links.built().exists()


def test_a_facility_is_in_use_from_day_to_day_and_not_twice(centre, officer):
    add = reverse("staff:service_centres:add_facility", args=[centre.pk])
    assert officer.post(add, {"name": "路演大厅", "since": "2024-01-01"}).status_code == 302
    answer = officer.post(add, {"name": "路演大厅", "since": "2025-01-01"})
    assert (answer.status_code, "已经登记" in answer.content.decode()) == (422, True)
    found = CentreFacility.objects.get()
    end = reverse("staff:service_centres:end_facility", args=[centre.pk, found.pk])
    assert officer.post(end, {"last_day": "2025-12-31"}).status_code == 302
    assert names(officer.get(f"{LIST}?facility=路演")) == []
    assert officer.post(add, {"name": "路演大厅", "since": "2026-01-01"}).status_code == 302
    assert names(officer.get(f"{LIST}?facility=路演")) == [centre.name]


def test_closing_ends_the_facilities_the_day_before_and_lets_the_branch_go(centre, officer, branch):
    actions.add_facility(centre, actor=SETUP, name="会议室", since=D(2024, 1, 1))
    address = reverse("staff:service_centres:close", args=[centre.pk])
    assert officer.post(address, {"closed_on": "2026-06-01", "reason": "迁址"}).status_code == 302
    assert CentreFacility.objects.get().valid_to == D(2026, 5, 31)
    assert ServiceCentre.objects.get().unit is None
    counted = [
        indicator("service_centres").numerator(SETUP.scope, day).count() for day in (D(2026, 5, 31), D(2026, 6, 1))
    ]
    assert counted == [1, 0]


def test_a_stale_tab_overwrites_nothing(bureau, centre, officer):
    address = reverse("staff:service_centres:edit", args=[centre.pk])
    data = {"name": centre.name, "level": "city", "region": bureau.city.pk, "address": "望云路1号", "area_sqm": "900",
            "opening_hours": "", "phone": "", "unit": "", "version": "1"}  # fmt: skip
    assert officer.post(address, data).status_code == 302
    assert officer.post(address, {**data, "address": "望云路2号"}).status_code == 409
    assert ServiceCentre.objects.get().address == "望云路1号"


def test_civil_affairs_looks_and_another_organ_may_not_act(bureau, centre):
    page = reverse("staff:service_centres:detail", args=[centre.pk])
    text = bureau.client("registry_clerk", bureau.bureau).get(page).content.decode()
    assert "由霁川市社会组织综合党委办理" in text
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.close_centre(centre, actor=bureau.actor("party_officer", other), closed_on=D(2026, 6, 1), reason="误")
