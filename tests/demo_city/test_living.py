"""The city is lived from day to day: it can be continued, and knows nothing of what comes after."""

import datetime
import io

import pytest
from django.core.management import call_command

from config.demo import life, story
from registry.models import Organization, ReportSubmission
from tests.demo_city.rows import columns, counts, later_than
from tests.support.testbed import BED

MORNING = story.moment(story.CAST_DAY, 9)


def live(until: str) -> str:
    out = io.StringIO()
    call_command("seed_demo", until=datetime.date.fromisoformat(until), stdout=out)
    return out.getvalue()


@pytest.mark.city
def test_no_row_lies_after_the_morning_the_city_stands_on():
    assert len(list(columns())) > 60
    assert later_than(MORNING) == []
    assert life.lived_to() == story.CAST_DAY


def test_the_city_lives_on_and_a_day_it_has_reached_changes_nothing(django_db_blocker, set_clock):
    set_clock("2026-06-03")
    name = BED.fresh("city", "continued")
    with django_db_blocker.unblock(), BED.using(name):
        _continue()
    BED.templates.drop(name)


def _continue():
    before = counts()
    live("2026-06-03")
    live("2026-03-02")
    assert counts() == before
    live("2026-06-05")
    assert life.lived_to() == datetime.date(2026, 6, 5)
    assert later_than(story.moment(datetime.date(2026, 6, 5), 9)) == []
    after = counts()
    assert after["supervision.SweepRun"] == before["supervision.SweepRun"] + 2
    assert after["registry.ReportSubmission"] > before["registry.ReportSubmission"]
    live("2026-06-05")
    assert counts() == after


def _told() -> list:
    submissions = ReportSubmission.objects.order_by("report__organization__uscc", "report__year", "round")
    rows = submissions.values_list("report__organization__uscc", "report__year", "submitted_at", "content_hash")
    organizations = Organization.objects.order_by("uscc").values_list("uscc", "name", "status", "standing", "version")
    return [*rows, *organizations]


def test_a_day_is_the_same_reached_in_one_go_or_in_several(django_db_blocker, set_clock):
    set_clock("2026-06-03")
    told = []
    for stops in (("2018-04-20",), ("2017-02-11", "2017-08-20", "2018-04-20")):
        name = BED.fresh("ref", f"lived{len(stops)}")
        with django_db_blocker.unblock(), BED.using(name):
            for stop in stops:
                live(stop)
            told.append(_told())
        BED.templates.drop(name)
    assert len(told[0]) > 500
    assert told[0] == told[1]
