import datetime

import pytest

from core.departments.models import DepartmentKind
from party_building.party_counts import actions as counts
from party_building.party_counts.states import CountSource
from party_building.party_limits.reference import load_limits
from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from registry.models import Organization
from tests.support.bureau import Bureau

SINCE = datetime.date(2026, 1, 5)
DAY = datetime.date(2026, 6, 3)


class PartyWorld(Bureau):
    """The bureau with a district organ beside the committee, party counts, and organizations that have members."""

    def __post_init__(self):
        super().__post_init__()
        self.district_organ = self.department("望澜区委社会工作部", DepartmentKind.PARTY_ORGAN, self.wanglan)
        self.officer = self.actor("party_officer", self.party_committee)
        self.clerk = self.client("party_officer", self.party_committee)

    def body(self, name: str, formal: int, elsewhere: int = 0) -> Organization:
        made = self.register(name, responsibilities={"party_superior": self.party_committee.pk})
        counts.count(
            made, actor=self.officer, since=SINCE, source=CountSource.SURVEY, formal_full_time=formal,
            formal_elsewhere=elsewhere,
        )  # fmt: skip
        return made

    def joint(self, name: str, bodies, **more):
        """A joint branch that stands since January and covers `bodies`."""
        given = {"level": UnitLevel.BRANCH, "form": UnitForm.JOINT, "superior": self.party_committee} | more
        return units.establish(actor=self.officer, name=name, established_on=SINCE, covers=tuple(bodies), **given)


@pytest.fixture
def world(db, set_clock):
    set_clock("2026-06-03")
    load_limits()
    return PartyWorld()
