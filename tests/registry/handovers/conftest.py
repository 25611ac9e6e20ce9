import pytest
from django.test import Client

from tests.registry.org_accounts.conftest import bureau, chess, issue, sit, tea  # noqa: F401
from tests.support.bureau import BACKEND


@pytest.fixture
def enter():
    def enter(seat) -> Client:
        client = Client()
        client.force_login(seat.user, backend=BACKEND)
        return client

    return enter


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
