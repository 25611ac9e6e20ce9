import datetime
from dataclasses import dataclass, field

import pytest

from core.writeoff import actions
from core.writeoff.actions import Finding
from core.writeoff.models import WriteOffRow
from tests.support.bureau import Bureau

DUE = datetime.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bureau(db):
    return Bureau()


@dataclass
class Source:
    """What is wrong, as long as the test says so."""

    wrong: list[Finding] = field(default_factory=list)

    def __call__(self, book):
        return self.wrong


SOURCE = Source()


@pytest.fixture
def source(settings):
    settings.WRITEOFF_SOURCES = {"test": "tests.core.writeoff.conftest.SOURCE"}
    SOURCE.wrong = []
    return SOURCE


@pytest.fixture
def leader(bureau):
    return bureau.actor("registry_clerk", bureau.bureau)


@pytest.fixture
def book(bureau, leader):
    return actions.open_list(
        actor=leader,
        department=bureau.bureau,
        second_department=bureau.party_committee,
        title="党组织应建未建清账销号台账",
        kind="manual",
        due_on=DUE,
    )


@pytest.fixture
def add(bureau, leader, book):
    def add(responsible=None, subject="霁川市冷链物流商会", **more) -> WriteOffRow:
        office = responsible or bureau.commerce
        finding = Finding(key="", subject=subject, problem="未建立党组织", responsible_id=office.pk, **more)
        return actions.add_row(book, actor=leader, finding=finding)

    return add
