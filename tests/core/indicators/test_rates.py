import pytest

from core.indicators.rates import rate_text


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (11_995, 12_000, "99.9%"),
        (11_999, 12_000, "99.9%"),
        (12_000, 12_000, "100%"),
        (1_925, 2_035, "94.5%"),
        (0, 7, "0.0%"),
        (0, 0, "—"),
        (3, None, "—"),
    ],
)
def test_a_rate_is_cut_off_and_full_only_when_both_numbers_are_equal(numerator, denominator, text):
    assert rate_text(numerator, denominator) == text


def test_even_where_the_setting_rounds_up_a_missing_one_is_never_hidden(settings):
    settings.RATE_ROUNDING = "ROUND_HALF_UP"
    assert rate_text(11_999, 12_000) == "99.9%"
    assert rate_text(1_925, 2_035) == "94.6%"
