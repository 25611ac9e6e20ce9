"""Numbers of terms and reviews, each the count of its rows."""

import pytest

from core.access.scope import EVERYTHING
from registry.reelections.statistics import CandidateReviews, ReelectionsDone, TermsInTime, TermsOverdue
from tests.registry.reelections.conftest import day

pytestmark = pytest.mark.django_db


def count(indicator, on: str) -> int:
    return indicator().numerator(EVERYTHING, day(on)).count()


def test_the_last_day_of_a_term_is_in_time_and_the_day_after_is_not(tea):
    assert (count(TermsInTime, "2026-07-31"), count(TermsOverdue, "2026-07-31")) == (1, 0)
    assert (count(TermsInTime, "2026-08-01"), count(TermsOverdue, "2026-08-01")) == (0, 1)


def test_reviews_are_counted_by_candidate_and_round_of_the_authority_alone(steps):
    steps.sent()
    steps.opinions()
    assert count(CandidateReviews, "2026-06-03") == 0
    results = steps.results("supplement")
    steps.ok("clerk", "review", {**results, "comment": "请补充简历。", "act": "send_back"})
    assert count(CandidateReviews, "2026-06-03") == 3
    steps.ok("own", "submit")
    steps.ok("clerk", "review", {**steps.results(), "comment": "", "act": "go"})
    steps.ok("chief", "confirm")
    assert count(CandidateReviews, "2026-06-03") == 6
    assert count(CandidateReviews, "2027-01-01") == 0
    assert count(ReelectionsDone, "2026-06-03") == 0
