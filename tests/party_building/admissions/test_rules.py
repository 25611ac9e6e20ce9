"""PB-11 on the day before, the day and the day after; it names the unit and nobody."""

import datetime

import pytest

from core.rules.models import RuleVersion
from party_building.admissions import actions
from party_building.admissions.rules import ProbationOverdue
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date


def found(day) -> list[tuple]:
    rule = ProbationOverdue()
    version = RuleVersion(code=rule.code, params=rule.default_params, severity=rule.default_severity)
    names = ("finding_subject_id", "finding_due_on", "finding_evidence")
    return list(rule.findings(day, version).values_list(*names))


@pytest.fixture
def probationer(applied, advance):
    return advance(applied(), "oath", acceptance=D(2025, 2, 28))


def test_a_month_after_the_year_it_is_overdue(probationer, branch):
    assert found(D(2026, 3, 28)) == []
    subject, due_on, evidence = found(D(2026, 3, 29))[0]
    assert (subject, due_on) == (branch.pk, D(2026, 3, 28))
    assert evidence == {"accepted_on": "2025-02-28", "probation_ends_on": "2026-02-28"}


def test_a_prolongation_counts_from_the_day_it_was_decided(probationer):
    actions.prolong(probationer, actor=SETUP, until=D(2026, 8, 28), decided_on=D(2026, 4, 10), comment="需要继续考察")
    assert found(D(2026, 4, 9))
    assert not found(D(2026, 4, 10))
    assert not found(D(2026, 9, 28))
    assert found(D(2026, 9, 29))


def test_confirmation_and_cancellation_end_it(probationer, advance):
    actions.cancel(probationer, actor=SETUP, ended_on=D(2026, 5, 1), comment="不履行义务")
    assert found(D(2026, 4, 30))
    assert not found(D(2026, 5, 1))
