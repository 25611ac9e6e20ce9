"""Databases and the clock for every test. Fixtures that make a cast of people live beside the tests they serve."""

import os
import uuid

import pytest
from django.core.cache import caches

from core.listing import totals
from tests.support.journeys import browser, chromium_path, journey_server, manage  # noqa: F401  fixtures for tests/journeys
from tests.support.testbed import BED, clock_of

NO_FLUSH = "transaction=True would TRUNCATE the reference data; use the fixture committed_db (docs/testing.md)"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("city"):
            item.add_marker(pytest.mark.django_db)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before any fixture: the right clock, and for tests marked `city` the right database."""
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        pytest.fail(NO_FLUSH, pytrace=False)
    kind = "city" if item.get_closest_marker("city") else "ref"
    clock_of(kind)
    if kind == "city" or BED.clones:
        BED.use(BED.database(kind))


def pytest_sessionfinish():
    BED.close()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment):
    """Instead of pytest-django's own test database: a clone of the template with schema and reference data."""
    if not BED.clones:
        BED.use(BED.database("ref"))


@pytest.fixture(autouse=True)
def _own_cache_keys():
    """Rate limits, caches and remembered totals of one test are invisible to the next."""
    totals.forget()
    caches["default"].key_prefix = uuid.uuid4().hex


@pytest.fixture(scope="module")
def _committed_clone(request):
    kind = "city" if request.node.get_closest_marker("city") else "ref"
    name = BED.fresh(kind, "committed")
    yield name
    BED.templates.drop(name)


@pytest.fixture
def committed_db(_committed_clone, django_db_blocker):
    """Real commits: a fresh clone per module (rows of one test stay for the next one of that module)."""
    with django_db_blocker.unblock(), BED.using(_committed_clone) as name:
        yield name


@pytest.fixture(autouse=True)
def _committed(request):
    if request.node.get_closest_marker("committed"):
        request.getfixturevalue("committed_db")


@pytest.fixture
def city_db(db):
    """The small demo city; give the test the marker `city` as well, which is what picks the database."""
    return BED.database("city")


@pytest.fixture
def set_clock(monkeypatch):
    """`set_clock("2026-06-01T09:00:00+08:00")`: moves the portal's clock, and nothing else, for one test."""

    def set_clock(moment: str) -> None:
        monkeypatch.setenv("PORTAL_NOW", moment if "T" in moment else f"{moment}T09:00:00+08:00")

    return set_clock


def pytest_report_header():
    return f"servers of {BED.home.folder}" + (" (DATABASE_URL)" if "DATABASE_URL" in os.environ else "")
