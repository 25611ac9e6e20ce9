"""Unified social credit codes: both checks, the two alphabets, refusal without silent correction."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as reference

from registry.identifiers import org_code, uscc
from registry.identifiers.historical_regions import was_region
from registry.identifiers.issues import Severity

PUBLISHED_FAILURES = Path(__file__).resolve().parents[4] / "shared" / "domain" / "uscc_rejected.csv"
REGIONS = ["370000", "370200", "370303", "140300", "310230", "100000"]
subjects = st.text(uscc.ALPHABET, min_size=8, max_size=8)


@st.composite
def valid_codes(draw):
    first8 = "5" + draw(st.sampled_from("1239")) + draw(st.sampled_from(REGIONS))
    subject = draw(subjects)
    first17 = first8 + subject + org_code.check_character(subject)
    return first17 + uscc.check_character(first17)


def codes(code, **options):
    return [issue.code for issue in uscc.check(code, **options)]


@pytest.mark.parametrize(
    "code",
    ["51370200MJD800318N", "5144030050267905XD", "53100000500019795A", "53310000MJ49517770", "51370300TE5T000162"],
)
def test_worked_examples_of_the_standard_pass_both_checks(code):
    assert uscc.is_valid(code)
    assert uscc.check(code) == []


def test_a_remainder_of_zero_gives_the_check_character_zero():
    assert uscc.check_character("53310000MJ4951777") == "0"


@given(valid_codes())
def test_every_generated_code_passes_here_and_in_the_reference_implementation(code):
    assert uscc.check(code) == []
    assert reference.is_valid(code)


@given(valid_codes(), st.integers(0, 17), st.sampled_from(uscc.ALPHABET))
def test_any_single_substitution_is_detected(code, position, other):
    changed = code[:position] + other + code[position + 1 :]
    assert uscc.is_valid(changed) == (changed == code)


@given(valid_codes(), st.integers(0, 16))
def test_any_adjacent_transposition_is_detected(code, position):
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert uscc.is_valid(swapped) == (swapped == code)


@given(valid_codes(), st.sampled_from([" {} ", "{}\u3000", "\ufeff{}"]))
def test_spaces_hyphens_width_and_case_do_not_matter(code, frame):
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code.lower())
    assert uscc.normalize(frame.format(f"{wide[:2]}-{wide[2:8]} {wide[8:]}")) == code


@pytest.mark.parametrize("letter", "IOZSV")
def test_a_letter_outside_the_alphabet_is_refused_and_named_not_corrected(letter):
    (issue,) = uscc.check(f"53310000MJ1F{letter}UND01"[:18])
    assert issue.code == "uscc.alphabet"
    assert issue.severity is Severity.ERROR
    assert f"字符{letter}" in issue.message


def test_a_letter_in_the_region_is_refused():
    assert codes("5137A200MJD800318N") == ["uscc.alphabet"]


@pytest.mark.parametrize("code", ["", "51370200MJD800318", "51370200MJD800318NN"])
def test_another_length_is_refused_with_its_number(code):
    (issue,) = uscc.check(code)
    assert issue.code == "uscc.length"
    assert f"有{len(code)}位" in issue.message


def test_failing_checks_ask_for_a_reason_instead_of_refusing():
    issues = uscc.check("53440300MJL0167883")
    assert [i.code for i in issues] == ["uscc.check", "uscc.inner_check"]
    assert {i.severity for i in issues} == {Severity.CONFIRM}


def test_a_code_damaged_by_a_number_cell_is_refused_with_the_cause():
    (issue,) = uscc.check("513100005017789000")
    assert issue.code == "uscc.damaged"
    assert "电子表格" in issue.message


def test_the_second_character_must_agree_with_the_type():
    assert codes("51370200MJD800318N", org_type="association") == []
    assert codes("51370200MJD800318N", org_type="foundation") == ["uscc.type"]


def test_an_abolished_region_is_known_and_an_invented_one_is_a_warning():
    assert was_region("310230")  # 崇明县, a district of another code since 2016
    assert was_region("371202")  # 莱城区, part of Jinan since 2019
    assert not was_region("379900")
    subject = "TE5T0001" + org_code.check_character("TE5T0001")
    first17 = "51379900" + subject
    (issue,) = uscc.check(first17 + uscc.check_character(first17))
    assert (issue.code, issue.severity) == ("uscc.region", Severity.WARNING)


@pytest.mark.skipif(
    not PUBLISHED_FAILURES.exists(), reason="the list of published failing codes lies outside the project"
)
def test_every_published_failing_code_is_found():
    with PUBLISHED_FAILURES.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 11
    for row in rows:
        assert uscc.check(uscc.normalize(row["code"])), row["code"]
