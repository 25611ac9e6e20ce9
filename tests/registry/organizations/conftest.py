import pytest

from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db) -> Bureau:
    return Bureau()
