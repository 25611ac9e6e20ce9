"""A total above the cap is remembered for a while; an exact one is counted every time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.departments.models import Region
from core.listing import totals

pytestmark = pytest.mark.django_db


def counted(cap: int, key: str = "list") -> tuple[int, int]:
    """(what is said, how many queries it took)."""
    with CaptureQueriesContext(connection) as queries:
        return totals.up_to(cap, Region.objects.all(), key), len(queries)


def test_more_than_the_cap_is_counted_once_and_believed_afterwards():
    assert counted(5) == (6, 1)
    assert counted(5) == (6, 0)
    assert counted(5, "another list") == (6, 1)
    assert counted(7) == (8, 1)


def test_an_exact_number_is_counted_every_time():
    there = Region.objects.count()
    assert counted(there) == (there, 1)
    Region.objects.filter(children=None, departments=None).order_by("-pk").first().delete()
    assert counted(there) == (there - 1, 1)


def test_what_was_more_than_the_cap_is_counted_again_when_its_time_is_over(monkeypatch):
    monkeypatch.setattr(totals, "SECONDS", 0)
    assert counted(5) == (6, 1)
    assert counted(5) == (6, 1)
