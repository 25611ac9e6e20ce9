import pytest

from tests.support.api import a_token
from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture(autouse=True)
def _own_routes(settings):
    settings.ROOT_URLCONF = "tests.core.access.routes"


@pytest.fixture
def token(bureau):
    return a_token(bureau)
