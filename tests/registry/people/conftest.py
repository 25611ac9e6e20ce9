import pytest

from tests.support import officers
from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db) -> Bureau:
    officers.load()
    return Bureau()


@pytest.fixture
def tea(bureau):
    return bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def clerk(bureau):
    """At the authority that supervises the organizations."""
    return bureau.client("registry_clerk", bureau.bureau)
