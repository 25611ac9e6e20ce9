import datetime
from decimal import Decimal

import pytest
from django.test import Client

from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.star_ratings import actions
from party_building.star_ratings.models import StarEntry, StarRound
from tests.registry.handovers.conftest import enter  # noqa: F401
from tests.registry.org_accounts.conftest import bureau, chess, sit, tea  # noqa: F401
from tests.support.bureau import SETUP, Bureau

CRITERIA = (("组织建设", 40), ("作用发挥", 60))


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


def unit_of(bureau: Bureau, organization, name: str, superior=None):  # noqa: F811
    return units.establish(
        actor=SETUP, name=name, level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=superior or bureau.party_committee, established_on=datetime.date(2020, 7, 1),
        organization=organization,
    )  # fmt: skip


@pytest.fixture
def unit(bureau, chess):  # noqa: F811
    return unit_of(bureau, chess, "霁川市棋类协会党支部")


@pytest.fixture
def first(bureau):  # noqa: F811
    """The officer who proposes."""
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def second(bureau):  # noqa: F811
    """Another officer of the same organ."""
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def officer(bureau) -> Client:  # noqa: F811
    return bureau.client("party_officer", bureau.party_committee)


@pytest.fixture
def secretary(chess, sit, enter, unit) -> Client:  # noqa: F811
    return enter(sit(chess, "branch_secretary"))


@pytest.fixture
def round_(bureau, first) -> StarRound:  # noqa: F811
    made = actions.create(
        bureau.party_committee, actor=first, title="2026年评星定级", year=2026, document="霁社党委〔2026〕3号",
        assess_until=datetime.date(2026, 6, 30),
    )  # fmt: skip
    for name, maximum in CRITERIA:
        actions.add_criterion(made, actor=first, name=name, maximum=Decimal(maximum), counts="看实际成效")
    actions.open_round(made, actor=first)
    return made


def points(entry: StarEntry, *given) -> dict:
    rows = entry.round.criteria.order_by("position")
    return {row.pk: (Decimal(str(one)), "") for row, one in zip(rows, given, strict=True)}


def rated(round_: StarRound, unit, *given, first, second) -> StarEntry:
    entry = actions.nominate(round_, unit, actor=first)
    actions.assess(entry, actor=first, version=entry.version, points=points(entry, *given))
    actions.confirm(entry, actor=second)
    return entry
