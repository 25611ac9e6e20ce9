"""Three charges: the organ keeps the list, the leader sees her own and writes what she did."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.indicators.base import indicator
from core.indicators.grouping import total
from core.workflow.errors import NotCompetent, Refusal
from party_building.leader_charges import actions
from party_building.leader_charges.models import ChargedLeader, LeaderCharge
from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from tests.support.bureau import BACKEND, SETUP, Bureau

pytestmark = pytest.mark.django_db
D = datetime.date
SINCE = D(2026, 1, 10)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def tea(bureau):
    return bureau.register("霁川市茶业协会", responsibilities={"party_superior": bureau.party_committee.pk})


@pytest.fixture
def officer(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def seat(bureau):
    return bureau.seat("leader_in_charge", bureau.wanglan_bureau, bureau.wanglan)


@pytest.fixture
def leader(bureau, officer, seat):
    return actions.enlist(
        actor=officer, department=bureau.party_committee, name="苏某", post="副局长", document="霁两新〔2026〕1号",
        valid_from=SINCE, regions_due=1, organizations_due=10, user=seat.user,
    )  # fmt: skip


@pytest.fixture
def own(seat):
    client = Client()
    client.force_login(seat.user, backend=BACKEND)
    return client


def test_the_officer_gives_a_leader_a_county_and_organizations(bureau, leader, tea):
    client = bureau.client("party_officer", bureau.party_committee)
    chess = bureau.register("霁川市棋类协会", responsibilities={"party_superior": bureau.party_committee.pk})
    page = reverse("staff:leader_charges:add", args=[leader.pk])
    assert tea.name in client.get(page).content.decode(), "uncovered and without a leader: offered"
    data = {"since": "2026-02-01", "regions": [bureau.yanhai.pk], "candidates": [tea.pk], "others": chess.name}
    assert client.post(page, data).status_code == 302
    assert set(LeaderCharge.objects.values_list("kind", flat=True)) == {"region", "organization"}
    listed = client.get(reverse("staff:leader_charges:list")).content.decode()
    row = listed.split("苏某</a>")[1].split("</tr>")[0]
    assert 'data-label="包社会组织" class="num">2' in row
    assert 'data-label="已覆盖" class="num">0' in row
    assert tea.name not in client.get(page).content.decode(), "it has its leader now"


def test_nothing_chosen_and_an_unknown_name_are_said_in_the_form(bureau, leader):
    client = bureau.client("party_officer", bureau.party_committee)
    page = reverse("staff:leader_charges:add", args=[leader.pk])
    empty = client.post(page, {"since": "2026-02-01"})
    assert empty.status_code == 422
    assert "请至少选择一个县区" in empty.content.decode()
    wrong = client.post(page, {"since": "2026-02-01", "others": "没有这家协会"})
    assert "没有找到：没有这家协会" in wrong.content.decode()


def test_an_organization_has_one_leader_at_a_time(bureau, officer, leader, tea):
    second = actions.enlist(
        actor=officer, department=bureau.party_committee, name="周某", post="局长", document="同上", valid_from=SINCE
    )
    actions.charge(leader, actor=officer, since=D(2026, 2, 1), organizations=[tea])
    with pytest.raises(Refusal, match="已由苏某包联"):
        actions.charge(second, actor=officer, since=D(2026, 5, 1), organizations=[tea])
    first = LeaderCharge.objects.get()
    actions.end(first, actor=officer, last_day=D(2026, 4, 30), reason="分工调整")
    with pytest.raises(Refusal, match="已由苏某包联"):
        actions.charge(second, actor=officer, since=D(2026, 4, 30), organizations=[tea])
    actions.charge(second, actor=officer, since=D(2026, 5, 1), organizations=[tea])


def test_the_leader_sees_her_own_charges_and_writes_a_visit(bureau, officer, leader, tea, own):
    actions.charge(leader, actor=officer, since=D(2026, 2, 1), organizations=[tea])
    mine = own.get(reverse("staff:leader_charges:mine")).content.decode()
    assert tea.name in mine
    found = LeaderCharge.objects.get()
    address = reverse("staff:leader_charges:note", args=[found.pk])
    ahead = own.post(address, {"kind": "visit", "on": "2026-06-04", "text": "走访"})
    assert ahead.status_code == 422
    assert own.post(address, {"kind": "visit", "on": "2026-06-03", "text": "了解组建意愿"}).status_code == 302
    assert "了解组建意愿" in own.get(reverse("staff:leader_charges:charge", args=[found.pk])).content.decode()
    assert own.get(reverse("staff:leader_charges:end", args=[found.pk])).status_code == 403


def test_a_leader_does_not_see_or_write_in_the_charges_of_another(bureau, officer, leader, tea):
    actions.charge(leader, actor=officer, since=D(2026, 2, 1), organizations=[tea])
    found = LeaderCharge.objects.get()
    other = bureau.client("leader_in_charge", bureau.yanhai_bureau, bureau.yanhai)
    assert other.get(reverse("staff:leader_charges:charge", args=[found.pk])).status_code == 404
    with pytest.raises(NotCompetent, match="苏某"):
        actions.note(
            found, actor=bureau.actor("leader_in_charge", bureau.yanhai_bureau, bureau.yanhai), kind="visit",
            on=D(2026, 6, 1), text="走访",
        )  # fmt: skip


def test_covered_is_what_the_coverage_links_say_on_the_day(bureau, officer, leader, tea):
    chess = bureau.register("霁川市棋类协会", responsibilities={"party_superior": bureau.party_committee.pk})
    actions.charge(leader, actor=officer, since=D(2026, 2, 1), organizations=[tea, chess])
    units.establish(
        actor=SETUP, name="霁川市茶业协会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=D(2026, 5, 10), organization=tea,
    )  # fmt: skip
    rate = indicator("charged_organizations_covered")
    figures = {day: total(rate, EVERYTHING, as_of=day) for day in (D(2026, 1, 31), D(2026, 5, 9), D(2026, 5, 10))}
    assert [(one.numerator, one.denominator) for one in figures.values()] == [(0, 0), (0, 2), (1, 2)]
    client = bureau.client("party_officer", bureau.party_committee)
    rows = client.get(reverse("staff:leader_charges:charges"), {"covered": "no"}).content.decode()
    assert chess.name in rows
    assert tea.name not in rows


def test_a_last_day_of_the_leader_ends_her_charges(officer, leader, tea):
    actions.charge(leader, actor=officer, since=D(2026, 2, 1), organizations=[tea])
    actions.amend(leader, actor=officer, version=leader.version, valid_to=D(2026, 6, 30))
    found = LeaderCharge.objects.get()
    assert (found.valid_to, found.ending_reason) == (D(2026, 6, 30), "领导包联期满")


def test_the_list_of_another_organ_is_not_seen(bureau, leader):
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    client = bureau.client("party_officer", other)
    assert client.get(reverse("staff:leader_charges:detail", args=[leader.pk])).status_code == 404
    assert ChargedLeader.objects.count() == 1
