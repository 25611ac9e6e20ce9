import datetime

import pytest

from core.reorganizations import actions
from core.reorganizations.states import Kind
from tests.support.bureau import Bureau, _region


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    built = Bureau()
    built.linli = _region("379902001001", "邻里社区", 4, built.tinglan)
    return built


@pytest.fixture
def admin(bureau):
    return bureau.actor("system_admin", bureau.bureau)


@pytest.fixture
def chief(bureau):
    return bureau.actor("registry_chief", bureau.bureau)


@pytest.fixture
def decide(admin, chief, django_capture_on_commit_callbacks):
    """Proposed by one, confirmed by the other, carried out where its day has come."""

    def decide(kind: Kind, steps, *, on=datetime.date(2026, 6, 3), document="霁政字〔2026〕5号"):
        row = actions.propose(kind, steps, actor=admin, title="调整", effective_on=on, document=document)
        actions.confirm(row, actor=chief)
        actions.run_due(actions.Actor.system("test"))
        row.refresh_from_db()
        assert not row.failure
        return row

    return decide
