"""Stays on a list: the reset clock, two full years, the way from one list to the other, taking over, being wrong."""

import datetime

import pytest
from django.urls import reverse

from core.refusal import Refusal
from registry.organizations import actions as organizations
from registry.organizations.models import Organization
from supervision.credit_listings import actions
from supervision.credit_listings.models import CreditEntry
from supervision.credit_records.models import CreditRecord
from supervision.penalties import actions as penalties
from tests.registry.annual_reports.conftest import SYSTEM

D = datetime.date


def standing(body) -> str:
    return Organization.objects.get(pk=body.pk).standing


def taken_over(world, *, listed_on, effective_on=None, code="ABN-6"):
    organizations.change_standing(
        world.again(world.late), actor=SYSTEM, standing="abnormal", ground="通过登记的住所无法取得联系",
        valid_from=listed_on, document="霁民社异列〔2024〕1号",
    )  # fmt: skip
    return actions.take_over(
        world.again(world.late), actor=world.clerk, ground=world.ground(code), listed_on=listed_on,
        effective_on=effective_on or listed_on, document="霁民社异列〔2024〕1号",
    )  # fmt: skip


def test_a_further_ground_during_the_stay_begins_the_period_anew(world, set_clock):
    entry = world.listed(day="2026-07-20", set_clock=set_clock)
    set_clock("2026-09-01")
    penalty = world.confirmed()
    again = world.listed(day="2026-10-28", set_clock=set_clock, code="ABN-5", penalty=penalty)
    assert again.pk == entry.pk
    assert (again.listed_on, again.effective_on) == (D(2026, 7, 20), D(2026, 10, 28))
    assert [one.on for one in again.resets.all()] == [D(2026, 7, 20), D(2026, 10, 28)]
    assert CreditRecord.objects.filter(kind="reset").count() == 1


@pytest.mark.parametrize(
    ("since", "before", "full"),
    [
        (D(2024, 6, 25), "2026-06-24", "2026-06-25"),
        (D(2024, 2, 29), "2026-02-27", "2026-02-28"),
    ],
)
def test_two_full_years_are_reached_on_the_day_itself(world, set_clock, since, before, full):
    taken_over(world, listed_on=since)
    set_clock(before)
    with pytest.raises(Refusal, match="未满"):
        world.case(code="SER-1")
    set_clock(full)
    assert world.case(code="SER-1").list == "serious"


def test_a_reset_on_the_last_day_before_two_years_starts_again(world, set_clock):
    taken_over(world, listed_on=D(2024, 6, 4), effective_on=D(2026, 6, 3))
    set_clock("2026-06-04")
    with pytest.raises(Refusal, match="2028-06-03"):
        world.case(code="SER-1")


def test_who_enters_the_serious_list_leaves_the_abnormal_one(world, set_clock):
    old = taken_over(world, listed_on=D(2024, 5, 1))
    serious = world.listed(day="2026-07-01", set_clock=set_clock, code="SER-1")
    old.refresh_from_db()
    assert (old.state, old.ended_by, old.removed_on) == ("removed", "serious", D(2026, 7, 1))
    assert (serious.list, standing(world.late)) == ("serious", "serious")
    assert CreditEntry.objects.listed().count() == 1


def test_on_the_serious_list_nobody_is_put_on_the_abnormal_one(world, set_clock):
    taken_over(world, listed_on=D(2024, 5, 1))
    world.listed(day="2026-07-01", set_clock=set_clock, code="SER-1")
    with pytest.raises(Refusal, match="已在严重违法失信名单"):
        world.case(code="ABN-1")


def test_a_fine_of_fifty_thousand_is_grave_and_one_below_is_not(world):
    small = world.confirmed(None, world.fine(49_999))
    large = world.confirmed(None, world.fine(50_000))
    assert world.case(code="ABN-5", penalty=small)
    with pytest.raises(Refusal, match="不属于该情形"):
        world.case(code="SER-4", penalty=small)
    assert world.case(code="SER-4", penalty=large)


def test_a_penalty_that_is_set_aside_ends_the_case_that_rests_on_it(world):
    penalty = world.confirmed()
    case = world.served(world.case(code="ABN-5", penalty=penalty))
    penalties.ask_withdrawal(
        world.again(penalty), actor=world.clerk, ground="judgment", document="（2026）霁01行终1号",
        withdrawn_on=D(2026, 6, 3),
    )  # fmt: skip
    assert world.again(case).state == "hearing"
    penalties.confirm_withdrawal(world.again(penalty), actor=world.chief)
    assert world.again(case).state == "stopped"


def test_taking_over_says_what_the_register_says_and_changes_nothing(world):
    with pytest.raises(Refusal, match="不一致"):
        actions.take_over(
            world.again(world.late), actor=world.clerk, ground=world.ground("ABN-1"), listed_on=D(2024, 5, 1),
            effective_on=D(2024, 5, 1), document="1号",
        )  # fmt: skip
    entry = taken_over(world, listed_on=D(2024, 5, 1))
    assert (entry.state, standing(world.late)) == ("listed", "abnormal")
    clerk = world.client("registry_clerk", world.bureau)
    html = clerk.get(reverse("staff:credit_listings:entry", args=[entry.pk])).content.decode()
    assert "2026-05-01" in html  # when two years are full


def test_a_body_that_is_listed_without_an_entry_is_offered_taking_over(world):
    organizations.change_standing(
        world.again(world.late), actor=SYSTEM, standing="abnormal", ground="未按期完成整改", valid_from=D(2025, 5, 1),
        document="霁民社异列〔2025〕1号",
    )  # fmt: skip
    clerk = world.client("registry_clerk", world.bureau)
    html = clerk.get(reverse("staff:credit:of_organization", args=[world.late.pk])).content.decode()
    assert "补录列入" in html
    answer = clerk.post(
        reverse("staff:credit_listings:take_over", args=[world.late.pk]),
        {"ground": world.ground("ABN-3").pk, "listed_on": "2025-05-01", "effective_on": "2025-05-01",
         "document": "霁民社异列〔2025〕1号"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert CreditEntry.objects.get().ground.code == "ABN-3"
