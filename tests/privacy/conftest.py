import io
import logging

import pytest
from django.test import Client

from core.logs import formatter
from tests.privacy.canaries import Planted


@pytest.fixture
def planted(db):
    return Planted()


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def log_lines():
    """Everything the portal writes to its log, as it is written in production."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out.getvalue
    root.removeHandler(handler)
    root.setLevel(before)
