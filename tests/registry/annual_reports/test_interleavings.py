"""A few of the thousand interleavings and of the two hundred senders of tests/benchmarks/interleavings.py."""

import pytest

from registry.annual_reports.models import ReportSubmission
from tests.benchmarks import interleavings

pytestmark = pytest.mark.committed
RUNS, SENDERS = 25, 12


@pytest.fixture
def season_and_report(monkeypatch):
    monkeypatch.setenv("PORTAL_NOW", "2026-05-20T09:00:00+08:00")
    season, organization = interleavings.a_season()
    return season, season.filled(organization)


def test_two_editors_with_drops_and_reloads_overwrite_nothing_they_have_not_seen(season_and_report):
    _, report = season_and_report
    outcomes = [interleavings.run(report, seed) for seed in range(RUNS)]
    assert sum(one.overwritten_unseen for one in outcomes) == 0
    assert sum(one.saves for one in outcomes) > RUNS, "they did save"
    assert sum(one.conflicts for one in outcomes) > RUNS // 5, "and they did meet"


def test_of_many_who_send_at_once_one_gets_the_receipt(season_and_report):
    season, report = season_and_report
    receipts, refusals = interleavings.send_at_once(season, report, SENDERS)
    assert len(receipts) == 1
    assert len(refusals) == SENDERS - 1
    assert list(ReportSubmission.objects.filter(report=report).values_list("receipt_no", flat=True)) == receipts
