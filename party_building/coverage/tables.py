"""The headline figures as tiles, each with the address of its rows."""

import datetime

from core.access.scope import Scope
from core.home.cards import Number
from core.indicators import figures
from core.indicators.base import Indicator, all_indicators
from core.indicators.grouping import Figure, total
from core.indicators.rates import rate_text


def tiles(shown: figures.Breakdown) -> list[Number]:
    """One for each indicator of the breakdown, over its whole scope."""
    return [_tile(one, shown.total(position), shown.as_of) for position, (one, _) in enumerate(shown.figures)]


def tiles_of(topic: str, scope: Scope, as_of: datetime.date) -> list[Number]:
    """One for each indicator of the topic: one count each, two for a rate."""
    return [_tile(one, total(one, scope, as_of=as_of), as_of) for one in all_indicators(topic)]


def _tile(indicator: Indicator, figure: Figure, as_of: datetime.date) -> Number:
    url = figures.rows_url(indicator.code, as_of=as_of) if figure.numerator else ""
    if figure.denominator is None:
        return Number(indicator.title, f"{figure.numerator:,}", url, unit=indicator.unit, definition=indicator.formula)
    return Number(
        indicator.title,
        rate_text(figure.numerator, figure.denominator),
        url,
        change=f"{figure.numerator:,} / {figure.denominator:,}",
        definition=indicator.formula,
    )
