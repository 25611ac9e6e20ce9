"""The headline figures as tiles, each with the address of its rows."""

from core.home.cards import Number
from core.indicators import figures
from core.indicators.rates import rate_text


def tiles(shown: figures.Breakdown) -> list[Number]:
    """One for each indicator of the breakdown, over its whole scope."""
    return [_tile(one, shown.total(position), shown) for position, (one, _) in enumerate(shown.figures)]


def _tile(indicator, figure, shown) -> Number:
    url = figures.rows_url(indicator.code, as_of=shown.as_of) if figure.numerator else ""
    if figure.denominator is None:
        return Number(indicator.title, f"{figure.numerator:,}", url, unit=indicator.unit, definition=indicator.formula)
    return Number(
        indicator.title,
        rate_text(figure.numerator, figure.denominator),
        url,
        change=f"{figure.numerator:,} / {figure.denominator:,}",
        definition=indicator.formula,
    )
