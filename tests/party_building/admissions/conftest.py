import datetime

import pytest

from party_building.admissions import actions, reference
from party_building.admissions.models import Admission
from party_building.admissions.queries import Catalogue, Progress
from party_building.admissions.states import Naming
from party_building.party_members import actions as members
from tests.party_building.party_members.conftest import (  # noqa: F401
    adult,
    branch,
    bureau,
    desk,
    district_branch,
    enrolled,
    enter,
    officer,
    other_organ,
    sit,
    tea,
)
from tests.support.bureau import SETUP

D = datetime.date
APPLIED = D(2024, 1, 10)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _catalogue(db):
    reference.load_steps()
    reference.load_periods()


@pytest.fixture
def secretary(tea, sit, enter):  # noqa: F811
    return enter(sit(tea, "branch_secretary"))


@pytest.fixture
def two(branch, tea):  # noqa: F811
    """Two formal members of the branch, to be contacts and sponsors."""
    return [
        members.enroll(
            members.NewMember(
                name=name, standing="formal", since=D(2015, 1, 5), joined_on=D(2010, 7, 1), unit=branch,
                organization=tea,
            ),
            actor=SETUP,
        )
        for name in ("夏清越", "江云舟")
    ]  # fmt: skip


@pytest.fixture
def applied(adult, branch, tea):  # noqa: F811
    def applied(name="温望舒", on=APPLIED, **said) -> Admission:
        more = {"position": "full_time", "organization": tea, "unit": branch, **said}
        return actions.apply(adult(name), actor=SETUP, applied_on=on, **more)

    return applied


@pytest.fixture
def advance(two):
    """Take steps in order up to the one of this code, each on its first possible day or on `days[code]`."""

    def advance(admission, until: str, **days) -> Admission:
        while True:
            admission = Admission.objects.select_related("unit__superior", "person").get(pk=admission.pk)
            progress = Progress(admission, Catalogue())
            step = progress.next_step
            named = {"": [], Naming.CONTACT: two[:1], Naming.SPONSOR: two}[step.names]
            actions.record(
                admission, actor=SETUP, step=step.code, done_on=days.get(step.code, progress.earliest[0]),
                named=named,
            )  # fmt: skip
            if step.code == until:
                return Admission.objects.select_related("unit__superior", "person").get(pk=admission.pk)

    return advance
