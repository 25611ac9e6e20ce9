"""A smoke of tests/benchmarks/kills.py: real processes, SIGKILL in the middle of a night, three times."""

import datetime

import pytest
from django.db import connections

from tests.benchmarks.kills import Nights, run
from tests.support.testbed import BED

LATER = datetime.date(2026, 7, 20)  # seven weeks after the city's last night: much opens and much is gone

pytestmark = [pytest.mark.city, pytest.mark.committed]


def test_after_a_kill_the_next_run_ends_where_an_undisturbed_one_does(committed_db):
    connections.close_all()
    figures = run(Nights(BED.templates, committed_db, LATER), times=3, seed=7)
    assert figures.differing == []
    assert figures.kills == 3
    assert figures.alerts > 100
