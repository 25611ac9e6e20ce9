import datetime

import pytest

from party_building.party_members import actions
from party_building.party_members.models import PartyMember
from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from registry.people.models import Person
from tests.registry.handovers.conftest import enter  # noqa: F401
from tests.registry.org_accounts.conftest import sit  # noqa: F401
from tests.support.bureau import SETUP, Bureau

FOUNDED = datetime.date(2020, 7, 1)


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
def other_organ(bureau):
    return bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)


def found(bureau, name, **fields):
    said = {"level": UnitLevel.BRANCH, "form": UnitForm.STANDALONE, "superior": bureau.party_committee, **fields}
    return units.establish(actor=SETUP, name=name, established_on=FOUNDED, **said)


@pytest.fixture
def branch(bureau, tea):
    return found(bureau, "霁川市茶业协会党支部", organization=tea)


@pytest.fixture
def district_branch(bureau, other_organ):
    return found(bureau, "望澜区联合党支部", superior=other_organ, form=UnitForm.JOINT)


@pytest.fixture
def officer(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def desk(bureau):
    return bureau.client("party_officer", bureau.party_committee)


@pytest.fixture
def enrolled(branch, tea):
    """One more member of the branch, by name."""

    def enrolled(name="温望舒", **said) -> PartyMember:
        new = {
            "standing": "formal", "since": datetime.date(2021, 3, 1), "unit": branch, "organization": tea,
            "joined_on": datetime.date(2012, 6, 30), **said,
        }  # fmt: skip
        return actions.enroll(actions.NewMember(name=name, **new), actor=SETUP)

    return enrolled


@pytest.fixture
def adult():
    """A person on record, born on a day."""

    def adult(name: str, born: str = "1990-05-04") -> Person:
        return Person.objects.create(name=name, birth_on=datetime.date.fromisoformat(born))

    return adult
