import pytest
from django.test import Client

from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def visitor():
    return Client()
