"""SV-06 and SV-07: two small penalties within the years; a penalty that led to no list."""

import datetime

import pytest

from core.rules.base import rule_of
from core.rules.models import RuleVersion
from supervision.credit_listings import actions as listings
from supervision.penalties import actions

D = datetime.date


def found(code: str, day: D) -> list[dict]:
    version = RuleVersion.objects.get(code=code)
    rows = rule_of(code).findings(day, version)
    return list(rows.values("finding_organization_id", "finding_period", "finding_evidence"))


@pytest.mark.parametrize(
    ("second", "expected"),
    [(D(2026, 5, 9), 1), (D(2026, 5, 10), 1), (D(2026, 5, 11), 0)],
)
def test_two_small_penalties_count_until_the_day_three_years_are_full(world, second, expected):
    world.confirmed(on=D(2023, 5, 10), number="1号")
    world.confirmed(None, world.fine(10_000), on=second, number="2号")
    assert len(found("SV-06", D(2026, 6, 3))) == expected


def test_a_large_fine_and_a_penalty_set_aside_do_not_count(world):
    world.confirmed(on=D(2025, 5, 10), number="1号")
    world.confirmed(None, world.fine(50_000), on=D(2026, 5, 10), number="2号")
    assert found("SV-06", D(2026, 6, 3)) == []
    last = world.confirmed(on=D(2026, 5, 20), number="3号")
    assert len(found("SV-06", D(2026, 6, 3))) == 1
    actions.ask_withdrawal(
        last, actor=world.clerk, ground="authority", document="撤销决定", withdrawn_on=D(2026, 6, 3)
    )
    actions.confirm_withdrawal(world.again(last), actor=world.chief)
    assert found("SV-06", D(2026, 6, 3)) == []


def test_two_decisions_of_one_day_are_two(world):
    world.confirmed(on=D(2026, 5, 10), number="1号")
    world.confirmed(on=D(2026, 5, 10), number="2号")
    assert len(found("SV-06", D(2026, 6, 3))) == 1


def test_a_warning_without_a_case_is_found_after_the_fifth_working_day(world, set_clock):
    penalty = world.confirmed(on=D(2026, 6, 3))
    assert found("SV-07", D(2026, 6, 10)) == []  # the fifth working day
    rows = rule_of("SV-07").findings(D(2026, 6, 11), RuleVersion.objects.get(code="SV-07"))
    assert list(rows.values_list("finding_subject_id", flat=True)) == [penalty.pk]
    case = world.case(code="ABN-5", penalty=penalty)
    assert found("SV-07", D(2026, 6, 11)) == []
    listings.withdraw(case, actor=world.clerk, comment="材料不全")
    assert len(found("SV-07", D(2026, 6, 11))) == 1


def test_a_confiscation_alone_leads_to_no_list(world):
    world.confirmed(None, actions.Item("confiscation", 100))
    assert found("SV-07", D(2026, 7, 1)) == []
