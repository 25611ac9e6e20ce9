"""Working days around weekends, holidays and make-up days."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.workdays import calendar
from core.workdays.models import Holiday, HolidayKind
from core.workdays.reference import load_holidays

pytestmark = pytest.mark.django_db
D = datetime.date
IN_2026 = st.dates(D(2026, 1, 1), D(2026, 12, 1))
DATABASE = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def holidays(db):
    load_holidays()
    yield
    calendar.forget()


def test_a_weekend_is_rest_and_a_make_up_saturday_is_work():
    assert not calendar.is_workday(D(2026, 5, 31))  # a Sunday that is in no holiday list
    assert calendar.is_workday(D(2026, 10, 10))  # a Saturday worked for the National Day holiday
    assert not calendar.is_workday(D(2026, 10, 6))


def test_a_last_day_on_a_sunday_rolls_to_monday():
    assert calendar.roll_forward(D(2026, 5, 31)) == D(2026, 6, 1)
    assert calendar.roll_forward(D(2026, 6, 1)) == D(2026, 6, 1)


def test_the_starting_day_is_not_counted():
    assert calendar.add_workdays(D(2026, 11, 20), 1) == D(2026, 11, 23)  # Friday to Monday
    assert calendar.add_workdays(D(2026, 9, 30), 1) == D(2026, 10, 8)
    assert calendar.add_workdays(D(2026, 10, 8), -1) == D(2026, 9, 30)
    assert calendar.add_workdays(D(2026, 10, 3), 0) == D(2026, 10, 3)


@DATABASE
@given(IN_2026, st.integers(1, 60))
def test_counting_forward_and_back_agree(start, n):
    end = calendar.add_workdays(start, n)
    assert calendar.is_workday(end)
    assert calendar.workdays_between(start, end) == n
    assert calendar.workdays_between(end, start) == -n


@DATABASE
@given(IN_2026)
def test_rolling_forward_never_goes_back_and_never_skips_a_working_day(day):
    rolled = calendar.roll_forward(day)
    assert rolled >= day
    assert not any(calendar.is_workday(day + datetime.timedelta(days=i)) for i in range((rolled - day).days))


def test_an_unknown_year_counts_weekends_only_and_says_so():
    assert not calendar.year_known(2031)
    assert calendar.is_workday(D(2031, 10, 1))
    assert calendar.year_known(2026)
    assert not calendar.year_provisional(2026)


def test_next_year_is_provisional_until_announced_days_are_entered():
    assert calendar.year_known(2027)
    assert calendar.year_provisional(2027)
    assert not calendar.is_workday(D(2027, 10, 1))
    Holiday.objects.filter(date__year=2027).delete()
    Holiday.objects.create(date=D(2027, 1, 1), kind=HolidayKind.HOLIDAY)
    load_holidays()
    assert not calendar.year_provisional(2027)
    assert Holiday.objects.filter(date__year=2027).count() == 1


def test_loading_again_changes_no_row_count_and_keeps_days_of_the_bureau():
    Holiday.objects.create(date=D(2026, 12, 30), kind=HolidayKind.HOLIDAY, occasion="本市活动")
    before = Holiday.objects.count()
    load_holidays()
    assert Holiday.objects.count() == before
    assert not calendar.is_workday(D(2026, 12, 30))


def test_the_table_is_read_once_for_many_questions(django_assert_num_queries):
    calendar.forget()
    with django_assert_num_queries(1):
        calendar.add_workdays(D(2026, 1, 1), 200)
