"""Figures of a seat's own scope above a list, each with the address of exactly the rows it counts."""

from urllib.parse import urlencode

from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.home.cards import Number
from core.indicators import figures
from core.indicators.base import indicator
from core.indicators.grouping import total
from core.indicators.rates import rate_text


def numbers(actor: Actor, codes: tuple[str, ...]) -> list[Number]:
    """One tile an indicator, a rate with its two integers. Rows open for whoever may open dashboards."""
    day = clock.today()
    found = []
    for code in codes:
        one = indicator(code)
        figure = total(one, actor.scope, as_of=day)
        asked = urlencode({"indicator": code, "part": figures.NUMERATOR, "as_of": day.isoformat()})
        url = f"{reverse('staff:dashboards:rows')}?{asked}" if actor.can("dashboards.view") else ""
        change = ""
        if figure.denominator is not None:
            change = f"共{figure.denominator}{one.unit}，{rate_text(figure.numerator, figure.denominator)}"
        address = url if figure.numerator else ""
        found.append(Number(one.title, str(figure.numerator), address, one.unit, change, one.formula))
    return found
