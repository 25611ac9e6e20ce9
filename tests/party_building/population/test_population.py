"""Units of law firms and the like are a population of their own: in no number of the register."""

import datetime

import pytest
from django.urls import reverse

from core.indicators.base import all_indicators
from core.workflow.errors import NotCompetent, Refusal
from party_building.party_units import actions as units
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.population import actions, queries
from party_building.population.models import OutsideSituation
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import SETUP, Bureau

pytestmark = pytest.mark.django_db
D = datetime.date
LIST = reverse("staff:population:list")
SAID = {"host_name": "霁川某律师事务所", "trade": "law", "staff": 40, "formal": 12, "probationary": 1, "activists": 2}


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


def establish(bureau, name, **fields):
    given = {
        "actor": SETUP, "level": UnitLevel.BRANCH, "form": UnitForm.STANDALONE, "superior": bureau.party_committee,
        "established_on": D(2022, 7, 1),
    }  # fmt: skip
    return units.establish(name=name, **{**given, **fields})


@pytest.fixture
def firm(bureau):
    return establish(bureau, "某律师事务所党支部", registered_by_civil_affairs=False)


@pytest.fixture
def own(bureau):
    host = bureau.register("霁川市茶业协会", responsibilities={"party_superior": bureau.party_committee.pk})
    return establish(bureau, "茶业协会党支部", organization=host)


@pytest.fixture
def officer(bureau):
    return bureau.client("party_officer", bureau.party_committee)


def figures_of_the_register(day) -> dict[str, tuple]:
    found = {}
    for one in all_indicators():
        population = one.denominator(SETUP.scope, day)
        found[one.code] = (one.numerator(SETUP.scope, day).count(), None if population is None else population.count())
    return found


def test_no_figure_of_the_portal_moves_when_such_a_unit_comes(bureau, own):
    """Whatever indicator is added later is asked here too."""
    before = [figures_of_the_register(day) for day in (D(2026, 6, 3), D(2025, 12, 31))]
    firm = establish(bureau, "某律师事务所党支部", registered_by_civil_affairs=False)
    actions.record(firm, actor=SETUP, since=D(2024, 1, 1), **SAID)
    assert [figures_of_the_register(day) for day in (D(2026, 6, 3), D(2025, 12, 31))] == before
    assert list(PartyUnit.objects.of_organizations()) == [own]
    assert not CoverageLink.objects.filter(unit=firm).exists()


def test_the_list_holds_them_alone_with_their_own_numbers(firm, own, officer):
    actions.record(firm, actor=SETUP, since=D(2024, 1, 1), **SAID)
    answer = officer.get(LIST)
    assert names(answer) == [firm.name]
    said = "截至 2026-06-03：党组织 1 个，所在单位 1 家，正式党员 12 名，预备党员 1 名，入党积极分子 2 名。"
    assert said in answer.content.decode()
    assert officer.get(reverse("staff:population:detail", args=[own.pk])).status_code == 404


def test_a_past_day_says_what_was_so_then(firm, officer):
    actions.record(firm, actor=SETUP, since=D(2024, 1, 1), **SAID)
    data = {**SAID, "since": "2026-01-01", "formal": "15", "document": ""}
    assert officer.post(reverse("staff:population:record", args=[firm.pk]), data).status_code == 302
    units_ = PartyUnit.objects.all()
    formal = [queries.figures(units_, day)["formal"] for day in (D(2023, 12, 31), D(2025, 12, 31), D(2026, 1, 1))]
    assert formal == [0, 12, 15]
    assert "正式党员 12 名" in officer.get(f"{LIST}?as_of=2025-12-31").content.decode()


def test_more_members_than_staff_is_asked_back(firm, officer):
    data = {**SAID, "since": "2026-01-01", "staff": "5", "document": ""}
    answer = officer.post(reverse("staff:population:record", args=[firm.pk]), data)
    assert (answer.status_code, "多于从业人员数" in answer.content.decode()) == (422, True)
    assert not OutsideSituation.objects.exists()


def test_a_unit_of_the_register_is_refused_and_another_organ_may_not_act(bureau, firm, own):
    with pytest.raises(Refusal, match="属于民政部门登记的社会组织"):
        actions.record(own, actor=SETUP, since=D(2024, 1, 1), **SAID)
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.record(firm, actor=bureau.actor("party_officer", other), since=D(2024, 1, 1), **SAID)


def test_civil_affairs_does_not_see_the_list(bureau, firm):
    assert bureau.client("registry_clerk", bureau.bureau).get(LIST).status_code == 403
    assert bureau.client("bureau_leader", bureau.bureau).get(LIST).status_code == 403
