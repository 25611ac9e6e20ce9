"""Figures of training: of the year up to the day; each is the count of the rows behind it."""

import datetime

import pytest
from django.db import connection

from core.access.scope import EVERYTHING, Scope, ScopeKind
from core.indicators.base import indicator
from core.indicators.grouping import by_unit, total
from party_building.training import actions

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def held(plan, tea, chess, officer, set_clock):
    """Two classes of 2026, one of 2025; 甲 came to all three."""
    for day, title, people in (
        ("2025-12-31", "上年班", ((tea, "甲"),)),
        ("2026-01-01", "元旦班", ((tea, "甲"), (tea, "乙"))),
        ("2026-06-03", "六月班", ((tea, "甲"), (chess, "丙"))),
    ):
        set_clock(day)
        its = plan(title, days=0)
        came = [actions.sign_up(its, organization=body, actor=officer, name=name).pk for body, name in people]
        actions.record_attendance(its, actor=officer, present=came)


def figures(day, scope=EVERYTHING):
    codes = ("training_classes", "training_persons", "trained_organizations")
    return [total(indicator(code), scope, as_of=day).numerator for code in codes]


def test_the_year_begins_on_new_years_day_and_ends_with_the_day_asked_for(held):
    assert figures(D(2025, 12, 31)) == [1, 1, 1]
    assert figures(D(2026, 1, 1)) == [1, 2, 1]
    assert figures(D(2026, 6, 2)) == [1, 2, 1]
    assert figures(D(2026, 6, 3)) == [2, 4, 2]


def test_persons_equal_a_plain_count_in_sql(held):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT s.organization_id) FROM party_building_classsignup s"
            " JOIN party_building_trainingclass c ON c.id = s.training_class_id"
            " WHERE s.state = 'attended' AND c.held_on BETWEEN '2026-01-01' AND '2026-06-03'"
        )
        assert list(cursor.fetchone()) == figures(D(2026, 6, 3))[1:]


def test_each_office_counts_its_own(held, bureau):
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    assert figures(D(2026, 6, 3), Scope(ScopeKind.PARTY, (other.pk,))) == [0, 0, 0]
    assert figures(D(2026, 6, 3), Scope(ScopeKind.PARTY, (bureau.party_committee.pk,))) == [2, 4, 2]


def test_by_district_a_class_of_the_city_stands_apart(held):
    assert {key: one.numerator for key, one in by_unit(
        indicator("training_classes"), EVERYTHING, "district", D(2026, 6, 3)).items()} == {0: 2}  # fmt: skip
