"""Thirty nights of the whole rule book over the demo city; `manage.py replay_nights` does a year of them."""

import datetime

import pytest

from core.rules.base import all_rules
from supervision.models import RiskAlert, SweepRun
from supervision.risk_alerts import replay

pytestmark = pytest.mark.city
FIRST, LAST = datetime.date(2026, 6, 4), datetime.date(2026, 7, 3)


def test_thirty_nights_add_up_and_no_open_alert_outlives_its_condition():
    before = (RiskAlert.objects.count(), SweepRun.objects.count())
    done = replay.run(FIRST, LAST)
    assert (done.failed, done.wrong) == (0, [])
    assert [night.day for night in done.nights] == [FIRST + n * replay.ONE_DAY for n in range(30)]
    assert done.total("opened") - done.total("closed") == done.open_at_end > 0
    assert done.nights[0].closed == 0
    assert all(night.opened == sum(one["opened"] for one in night.rules.values()) for night in done.nights)
    assert set(done.explained) == {rule.code for rule in all_rules()}
    assert (RiskAlert.objects.count(), SweepRun.objects.count()) == before


def test_what_depends_on_the_calendar_opens_and_closes_on_its_day():
    done = replay.run(datetime.date(2026, 6, 24), datetime.date(2026, 7, 1))
    reminders = {night.day: night.rules.get("PB-06", {}) for night in done.nights}
    assert reminders[datetime.date(2026, 6, 24)].get("opened", 0) == 0
    assert reminders[datetime.date(2026, 6, 25)]["opened"] > 0
    assert reminders[datetime.date(2026, 7, 1)]["closed"] == reminders[datetime.date(2026, 6, 25)]["opened"]
