"""A missing or failed night shows; a good one does not."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from supervision.models import SweepRun

STRIP = "夜间检查异常"


def home(client):
    return client.get(reverse("public:home")).content.decode()


@pytest.fixture
def clerk(rich):
    return rich.client("registry_clerk", rich.bureau)


def test_a_good_night_leaves_no_strip(rich, clerk):
    call_command("nightly_sweep")
    assert STRIP not in home(clerk)


def test_a_night_that_did_not_run_shows_as_a_red_strip(rich, clerk, set_clock):
    call_command("nightly_sweep")
    set_clock("2026-06-04T02:30:00+08:00")
    assert STRIP not in home(clerk)  # the run of half past one may still be under way
    set_clock("2026-06-04T09:00:00+08:00")
    html = home(clerk)
    assert STRIP in html
    assert "6月4日的夜间检查没有运行" in html
    assert "notice-danger" in html
    assert reverse("staff:risk_alerts:sweeps") in html


def test_a_rule_that_failed_shows_as_a_strip_to_every_office(rich, only_rules):
    only_rules("Broken", "Rich")
    with pytest.raises(CommandError):
        call_command("nightly_sweep")
    assert "1条规则出错" in home(rich.client("department_officer", rich.commerce))
    html = rich.client("registry_clerk", rich.bureau).get(reverse("staff:risk_alerts:sweeps")).content.decode()
    assert "1条规则出错" in html


def test_a_run_of_single_rules_does_not_stand_for_the_night(rich, clerk):
    call_command("nightly_sweep", "--rules", "TT-01")
    assert "尚未进行过夜间检查" in home(clerk)


def test_an_organization_is_not_bothered_with_our_nights(rich, client):
    from core.access.actor import Actor
    from supervision.risk_alerts.cards import night_strip

    assert night_strip(Actor(user_id=1, audience="organization")) is None


def test_the_log_names_each_rule_with_its_time_and_its_error(rich, clerk, only_rules):
    only_rules("Broken", "Rich")
    with pytest.raises(CommandError):
        call_command("nightly_sweep")
    run = SweepRun.objects.get()
    html = clerk.get(reverse("staff:risk_alerts:sweep", args=[run.pk])).content.decode()
    assert "TT-01" in html
    assert "division by zero" in html
    officer = rich.client("department_officer", rich.commerce)
    assert officer.get(reverse("staff:risk_alerts:sweep", args=[run.pk])).status_code == 403
