"""Facts follow each other without gap or overlap; the columns follow the facts."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.dated import actions
from core.dated.actions import FactRefused, correct_fact, end_fact, flip, set_fact
from core.dated.models import ProjectionDay
from registry.organizations.facts import OrganizationStatus
from registry.organizations.states import Status
from tests.support.bureau import Bureau

pytestmark = pytest.mark.django_db


def day(month, number=1, year=2026):
    return datetime.date(year, month, number)


@pytest.fixture
def organization(set_clock):
    set_clock("2026-06-03")
    return Bureau().register("霁川市茶业协会")


def status(organization, value, valid_from):
    return set_fact(OrganizationStatus, organization, values={"status": value}, valid_from=valid_from)


def spans(organization):
    rows = OrganizationStatus.objects.filter(organization=organization).order_by("valid_from")
    return [(row.status, row.valid_from, row.valid_to) for row in rows]


def shown(organization):
    organization.refresh_from_db()
    return organization.status


def test_a_successor_ends_its_predecessor_the_day_before(organization):
    status(organization, Status.SUSPENDED, day(5))
    assert spans(organization)[0][2] == day(4, 30)
    assert spans(organization)[1] == (Status.SUSPENDED, day(5), None)
    assert shown(organization) == Status.SUSPENDED


def test_a_fact_entered_late_lasts_until_the_next_one(organization):
    status(organization, Status.SUSPENDED, day(5))
    status(organization, Status.LIQUIDATING, day(2))
    assert spans(organization)[1] == (Status.LIQUIDATING, day(2), day(4, 30))
    assert shown(organization) == Status.SUSPENDED


def test_the_same_value_again_changes_nothing(organization):
    first = status(organization, Status.SUSPENDED, day(5))
    assert status(organization, Status.SUSPENDED, day(5, 20)).pk == first.pk
    assert len(spans(organization)) == 2


def test_two_values_from_the_same_day_are_a_correction_and_refused_as_news(organization):
    fact = status(organization, Status.SUSPENDED, day(5))
    with pytest.raises(FactRefused, match="更正"):
        status(organization, Status.LIQUIDATING, day(5))
    correct_fact(fact, values={"status": Status.LIQUIDATING})
    assert shown(organization) == Status.LIQUIDATING


def test_dates_that_meet_another_fact_are_refused_naming_both(organization):
    later = status(organization, Status.SUSPENDED, day(5))
    with pytest.raises(FactRefused, match=r"2026-04-15至今.*2015-01-01至2026-04-30"):
        correct_fact(later, values={"valid_from": day(4, 15)})
    earlier = OrganizationStatus.objects.get(organization=organization, valid_to__isnull=False)
    with pytest.raises(FactRefused, match="日期重叠"):
        end_fact(earlier, last_day=day(5, 2))
    assert shown(organization) == Status.SUSPENDED


def test_a_fact_cannot_end_before_it_begins(organization):
    fact = status(organization, Status.SUSPENDED, day(5))
    with pytest.raises(FactRefused, match="早于"):
        end_fact(fact, last_day=day(4, 30))


def test_the_database_itself_refuses_two_facts_on_one_day(organization):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationStatus.objects.create(organization=organization, status=Status.SUSPENDED, valid_from=day(5))


def test_a_future_fact_shows_on_its_day_and_not_before(organization, set_clock):
    flip(day(6, 3))
    status(organization, Status.SUSPENDED, day(6, 5))
    for number, expected in ((3, Status.NORMAL), (4, Status.NORMAL), (5, Status.SUSPENDED)):
        set_clock(f"2026-06-0{number}")
        flip(day(6, number))
        assert shown(organization) == expected


def test_nights_that_were_missed_are_made_up_for(organization, set_clock):
    flip(day(6, 3))
    status(organization, Status.SUSPENDED, day(6, 5))
    set_clock("2026-06-20")
    flip(day(6, 20))
    assert shown(organization) == Status.SUSPENDED


def test_turning_over_twice_writes_nothing(organization, set_clock):
    status(organization, Status.SUSPENDED, day(6, 5))
    set_clock("2026-06-06")
    flip(day(6, 6))
    with CaptureQueriesContext(connection) as caught:
        assert flip(day(6, 6)) == 0
    assert not [q for q in caught if "organizations_organization" in q["sql"] and q["sql"].startswith("UPDATE")]


def test_a_new_fact_table_is_marked_as_up_to_date():
    ProjectionDay.objects.all().delete()
    for app in ("core", "registry", "party_building"):
        actions.mark_tables(apps.get_app_config(app), using="default")
    assert {m._meta.label for m in actions.fact_models()} == set(ProjectionDay.objects.values_list("table", flat=True))
