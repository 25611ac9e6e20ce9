"""Resident identity numbers: check character, real past dates, frozen regions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identifiers import id_number
from registry.identifiers.issues import Severity

TODAY = date(2026, 11, 23)


@st.composite
def valid_numbers(draw):
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    first17 = (
        draw(st.sampled_from(["110105", "370303", "310230"]))
        + born.strftime("%Y%m%d")
        + f"{draw(st.integers(0, 999)):03d}"
    )
    return first17 + id_number.check_character(first17)


def codes(number):
    return [i.code for i in id_number.check(number, as_of=TODAY)]


def with_check(first17):
    return first17 + id_number.check_character(first17)


@pytest.mark.parametrize("number", ["11010519491231002X", "370303198506150416", "370213197202290017"])
def test_known_numbers_pass(number):
    assert codes(number) == []


@given(valid_numbers())
def test_every_generated_number_passes_and_gives_back_its_birthday(number):
    assert codes(number) == []
    assert id_number.birth_on(number).strftime("%Y%m%d") == number[6:14]


@given(valid_numbers(), st.integers(0, 16), st.sampled_from("0123456789"))
def test_any_single_substitution_is_detected(number, position, digit):
    changed = number[:position] + digit + number[position + 1 :]
    assert (id_number.check_character(changed[:17]) == changed[17]) == (changed == number)


@given(valid_numbers(), st.integers(0, 15))
def test_any_adjacent_transposition_is_detected(number, position):
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    assert (id_number.check_character(swapped[:17]) == swapped[17]) == (swapped == number)


def test_a_date_that_does_not_exist_is_refused():
    assert codes(with_check("37030319850230041")) == ["id_number.date"]
    assert codes(with_check("37030319990229041")) == ["id_number.date"]


def test_today_is_a_birthday_and_tomorrow_is_not():
    assert codes(with_check(f"370303{TODAY:%Y%m%d}041")) == []
    assert codes(with_check(f"370303{TODAY + timedelta(days=1):%Y%m%d}041")) == ["id_number.future"]


def test_an_unknown_region_warns_and_does_not_refuse():
    (issue,) = id_number.check(with_check("37999919850615041"), as_of=TODAY)
    assert (issue.code, issue.severity) == ("id_number.region", Severity.WARNING)


def test_lower_case_and_spaces_are_normalized():
    assert id_number.normalize(" 110105 19491231 002x ") == "11010519491231002X"


@pytest.mark.parametrize(
    "number", ["3703031985061504", "37030319850615041A", "37030X198506150416", "٣70303198506150416"]
)
def test_messages_never_repeat_the_number(number):
    issues = id_number.check(number, as_of=TODAY)
    assert issues
    assert all(number not in i.message for i in issues)


def test_the_seventeenth_digit_tells_the_gender():
    assert id_number.gender("370303198506150416") == "male"
    assert id_number.gender("370213197202290017") == "male"
    assert id_number.gender(with_check("37030319850615042")) == "female"
