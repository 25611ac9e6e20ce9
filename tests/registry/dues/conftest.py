import pytest

from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db) -> Bureau:
    return Bureau()


@pytest.fixture
def tea(bureau, set_clock):
    set_clock("2026-06-03")
    organization = bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)
    organization.refresh_from_db()
    return organization


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)
