"""Nights that were missed are made up for one by one, each with a run of its own."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse

from supervision.models import RiskAlert, SweepRun
from supervision.risk_alerts import nights
from supervision.tasks import catch_up_sweep, nightly_sweep

DAY = datetime.date(2026, 6, 3)


def days():
    return list(SweepRun.objects.order_by("pk").values_list("as_of", flat=True))


def june(*numbers):
    return [datetime.date(2026, 6, number) for number in numbers]


@pytest.fixture
def ran(rich):
    call_command("nightly_sweep", "--json")
    return rich


def test_each_missed_night_gets_a_run_of_its_own_in_order(ran, set_clock):
    set_clock("2026-06-07T09:00:00+08:00")
    catch_up_sweep()
    assert days() == june(3, 4, 5, 6, 7)
    catch_up_sweep()
    assert len(days()) == 5


def test_the_strip_says_how_many_are_missing_and_the_log_which(ran, set_clock):
    clerk = ran.client("registry_clerk", ran.bureau)
    set_clock("2026-06-06T09:00:00+08:00")
    html = clerk.get(reverse("public:home")).content.decode()
    assert "6月6日等3晚的夜间检查没有运行" in html
    log = clerk.get(reverse("staff:risk_alerts:sweeps")).content.decode()
    assert "2026-06-04、2026-06-05、2026-06-06" in log
    catch_up_sweep()
    assert "没有运行" not in clerk.get(reverse("public:home")).content.decode()
    assert "未检查的日期" not in clerk.get(reverse("staff:risk_alerts:sweeps")).content.decode()


def test_the_night_itself_makes_up_for_those_before_it(ran, set_clock):
    set_clock("2026-06-06T01:30:00+08:00")
    nightly_sweep()
    assert days() == june(3, 4, 5, 6)
    assert RiskAlert.objects.count() == 2


def test_a_run_of_one_rule_by_hand_bars_the_nights_before_it_and_no_later_one(ran, set_clock):
    set_clock("2026-06-06T09:00:00+08:00")
    call_command("nightly_sweep", "--rules", "TT-01", "--as-of", "2026-06-05")
    assert nights.missing() == june(5, 6)
    catch_up_sweep()
    assert days() == june(3, 5, 5, 6)


def test_after_a_long_time_the_last_month_is_made_up_for(ran, set_clock):
    set_clock("2026-09-01T09:00:00+08:00")
    assert len(nights.missing()) == nights.MADE_UP_FOR
    assert nights.missing()[-1] == datetime.date(2026, 9, 1)


def test_a_portal_that_never_ran_begins_with_the_night_that_is_due(rich, set_clock):
    set_clock("2026-06-03T09:00:00+08:00")
    assert nights.missing() == [DAY]
