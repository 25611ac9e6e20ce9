"""Legacy organization codes as old registers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identifiers import org_code
from registry.identifiers.issues import Severity


@st.composite
def valid_codes(draw, alphabet=org_code.ALPHABET):
    first8 = draw(st.text(alphabet, min_size=8, max_size=8))
    return first8 + org_code.check_character(first8)


@given(valid_codes())
def test_a_hyphen_and_spaces_are_removed(code):
    assert org_code.check(f" {code[:8]}-{code[8]}  ") == org_code.Checked(code)


@given(valid_codes("0123456789"))
def test_a_lost_leading_zero_is_proposed_only_when_the_completed_code_checks(code):
    lost = "0" + code[1:8]
    lost += org_code.check_character(lost)
    result = org_code.check(lost.lstrip("0") if len(lost.lstrip("0")) >= 6 else lost)
    assert result.value == lost


def test_the_completion_is_a_warning_that_shows_both_forms():
    result = org_code.check("57914057")
    assert result.value == "057914057"
    (issue,) = result.issues
    assert (issue.code, issue.severity) == ("org_code.padded", Severity.WARNING)
    assert "“57914057”" in issue.message
    assert "“057914057”" in issue.message


def test_a_short_code_that_would_not_check_is_refused():
    result = org_code.check("57914058")
    assert result.value == ""
    assert [i.code for i in result.issues] == ["org_code.length"]


@given(valid_codes(), st.integers(0, 8), st.sampled_from("0123456789"))
def test_a_substituted_digit_is_detected(code, position, digit):
    """Modulus 11 catches every exchange of digits; letters share residues and are left to the outer check."""
    if code[position].isdigit() and digit != code[position]:
        changed = code[:position] + digit + code[position + 1 :]
        assert not org_code.is_valid(changed)


@pytest.mark.parametrize("raw", ["", "  ", " - "])
def test_an_empty_cell_is_no_code_and_no_issue(raw):
    assert org_code.check(raw) == org_code.Checked("")


@pytest.mark.parametrize(("raw", "code"), [("502842*19", "org_code.alphabet"), ("5028424199", "org_code.length")])
def test_what_cannot_be_a_code_is_refused(raw, code):
    result = org_code.check(raw)
    assert (result.value, [i.code for i in result.issues]) == ("", [code])


def test_a_failing_check_keeps_the_code_and_asks_for_a_reason():
    result = org_code.check("502842418")
    assert result.value == "502842418"
    assert [i.severity for i in result.issues] == [Severity.CONFIRM]
