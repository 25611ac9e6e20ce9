import pytest

from tests.registry.annual_reports.conftest import season  # noqa: F401 a fixture
from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db) -> Bureau:
    return Bureau()
