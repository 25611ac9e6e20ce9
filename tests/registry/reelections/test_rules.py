"""OF-04: twenty working days, the holidays not counted, whoever has the papers."""

import pytest

from registry.reelections.rules import ReviewOverdue
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert
from tests.support.findings import bodies

pytestmark = pytest.mark.django_db


def test_the_twentieth_working_day_is_in_time_and_the_next_day_is_not(steps, tea):
    steps.sent()  # on 2026-06-03; the Dragon Boat day, 2026-06-19, is no working day
    assert bodies(ReviewOverdue, "2026-07-02") == set()
    assert bodies(ReviewOverdue, "2026-07-03") == {tea.pk}
    assert bodies(ReviewOverdue, "2026-06-02") == set()


def test_sending_back_ends_it_at_once_and_the_day_before_still_says_so(steps, tea, set_clock):
    steps.sent()
    set_clock("2026-07-06")
    sweep.run(codes=["OF-04"])
    assert RiskAlert.objects.open().exists()
    steps.ok("clerk", "send_back", {"comment": "请补充材料。"})
    assert not RiskAlert.objects.open().exists()
    assert bodies(ReviewOverdue, "2026-07-05") == {tea.pk}
    assert bodies(ReviewOverdue, "2026-07-06") == set()
