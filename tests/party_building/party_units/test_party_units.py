"""Party units: the party line sees and sets up, civil affairs sees the units of its organizations."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent, NotPermitted, Refusal
from party_building.party_units import actions
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import SETUP, Bureau

LIST = reverse("staff:party_units:list")
DAY = datetime.date(2020, 7, 1)


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def host(bureau):
    return bureau.register("霁川市茶业协会", responsibilities={"party_superior": bureau.party_committee.pk})


def establish(bureau, name, **fields):
    given = {
        "actor": SETUP, "level": UnitLevel.BRANCH, "form": UnitForm.STANDALONE, "superior": bureau.party_committee,
        "established_on": DAY,
    }  # fmt: skip
    return actions.establish(name=name, **{**given, **fields})


def test_a_party_officer_sees_the_units_below_her_organ_only(bureau, host):
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    establish(bureau, "霁川市茶业协会党支部", organization=host)
    establish(bureau, "望澜区联合党支部", superior=other, form=UnitForm.JOINT)
    officer = bureau.client("party_officer", bureau.party_committee)
    assert names(officer.get(LIST)) == ["霁川市茶业协会党支部"]
    hidden = PartyUnit.objects.get(name="望澜区联合党支部")
    assert officer.get(reverse("staff:party_units:detail", args=[hidden.pk])).status_code == 404


def test_the_organization_page_shows_its_unit_in_a_tab(bureau, host):
    unit = establish(bureau, "霁川市茶业协会党支部", organization=host)
    clerk = bureau.client("registry_clerk", bureau.bureau)
    tab = reverse("staff:party_units:of_organization", args=[host.pk])
    assert tab in clerk.get(reverse("staff:organizations:detail", args=[host.pk])).content.decode()
    page = clerk.get(tab).content.decode()
    assert "霁川市茶业协会党支部" in page
    assert "<h1>霁川市茶业协会" in page
    swapped = clerk.get(tab, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in swapped
    assert reverse("staff:party_units:detail", args=[unit.pk]) in swapped


def test_civil_affairs_looks_and_the_party_organ_acts(bureau, host):
    unit = establish(bureau, "霁川市茶业协会党支部", organization=host)
    clerk = bureau.client("registry_clerk", bureau.bureau)
    page = clerk.get(reverse("staff:party_units:detail", args=[unit.pk])).content.decode()
    assert "由霁川市社会组织综合党委办理" in page
    with pytest.raises(NotPermitted):
        actions.dissolve(unit, actor=bureau.actor("registry_clerk", bureau.bureau), dissolved_on=DAY)
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    with pytest.raises(NotCompetent, match="由霁川市社会组织综合党委办理"):
        actions.dissolve(unit, actor=bureau.actor("party_officer", other), dissolved_on=DAY)


def test_a_dissolved_unit_stays_in_the_list_as_dissolved_and_its_name_is_free(bureau, host):
    unit = establish(bureau, "霁川市茶业协会党支部", organization=host)
    with pytest.raises(Refusal, match="不能重复成立"):
        establish(bureau, "霁川市茶业协会党支部")
    officer = bureau.actor("party_officer", bureau.party_committee)
    actions.dissolve(unit, actor=officer, dissolved_on=datetime.date(2024, 1, 1))
    establish(bureau, "霁川市茶业协会党支部", established_on=datetime.date(2024, 1, 1))
    client = bureau.client("party_officer", bureau.party_committee)
    assert len(names(client.get(f"{LIST}?state=dissolved"))) == 1
    assert PartyUnit.objects.on(datetime.date(2023, 12, 31)).get() == unit
    assert PartyUnit.objects.on(datetime.date(2024, 1, 1)).get() != unit


def test_a_seat_without_party_pages_gets_neither_list_nor_tab(bureau, host):
    officer = bureau.client("street_officer", bureau.tinglan_office)
    assert officer.get(LIST).status_code == 403
