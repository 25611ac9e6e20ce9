"""How a rate is printed. Stored are always the two integers."""

import decimal

from django.conf import settings

NO_RATE = "—"
_HUNDRED = decimal.Decimal(100)


def rate_text(numerator: int, denominator: int | None, *, places: int = 1) -> str:
    """ "94.5%": cut off, not rounded up (settings.RATE_ROUNDING), and 100% only where both numbers are equal.

    A dash where there is nothing to divide by.
    """
    if not denominator:
        return NO_RATE
    if numerator == denominator:
        return "100%"
    step = decimal.Decimal(1).scaleb(-places)
    value = (_HUNDRED * numerator / denominator).quantize(step, settings.RATE_ROUNDING)
    if numerator < denominator and value >= _HUNDRED:
        value = _HUNDRED - step
    return f"{value}%"
