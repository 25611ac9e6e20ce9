import pytest

from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def system_admin(bureau):
    return bureau.actor("system_admin", bureau.bureau)


@pytest.fixture
def security_admin(bureau):
    return bureau.actor("security_admin", bureau.bureau)
