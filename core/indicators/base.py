"""One definition per number: dashboards, rankings, exports and the nightly snapshot all ask the same class."""

import datetime
from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from core.access.scope import Scope


class PeriodKind(StrEnum):
    STOCK = "stock"  # on a day
    FLOW = "flow"  # between two days, both included
    CUMULATIVE = "cumulative"  # since a campaign began
    CAPACITY = "capacity"


class Indicator:
    """`numerator` and `denominator` are querysets of rows; the printed number is their count and nothing else.

    Rows are organizations or belong to one (`organization`); others say with `row_columns` how they are listed and
    with `unit_of(unit, as_of)` of their queryset to which unit they belong. Both querysets start from `within(scope)`.
    Every printed number links to a page that lists exactly these rows (supervision/dashboards). `phrase` is its part
    of a sentence for speeches, with {numerator}, {denominator}, {rate}, {rest} and {report_year}. `unit` counts the
    rows. `list_url_name` and `list_query` may name a list page of the same rows on the current day.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    unit: ClassVar[str] = "家"
    period_kind: ClassVar[PeriodKind] = PeriodKind.STOCK
    formula: ClassVar[str]
    population: ClassVar[str] = ""
    source: ClassVar[str] = ""
    topic: ClassVar[str] = ""  # on whose page it stands; "" the overview of the register
    has_rest: ClassVar[bool] = True  # False where numerator and denominator count different things
    list_url_name: ClassVar[str] = ""
    phrase: ClassVar[str] = ""
    numerator_label: ClassVar[str] = ""  # of a rate: what its two numbers are called (已报送, 应报送)
    denominator_label: ClassVar[str] = ""
    # Rows that are no organizations: columns and sorts of their list, and the links these read.
    row_columns: ClassVar[tuple] = ()
    row_sorts: ClassVar[tuple] = ()
    row_links: ClassVar[tuple[str, ...]] = ()

    def numerator(self, scope: Scope, as_of: datetime.date) -> QuerySet:
        raise NotImplementedError

    def denominator(self, scope: Scope, as_of: datetime.date) -> QuerySet | None:
        """None for a plain count."""
        return None

    def list_query(self, as_of: datetime.date) -> dict[str, str]:
        return {}


def all_indicators(topic: str | None = None) -> list[Indicator]:
    """In the order of the settings; those of one topic, or all of them."""
    found = [import_string(path)() for path in settings.INDICATORS]
    return found if topic is None else [one for one in found if one.topic == topic]


def indicator(code: str) -> Indicator:
    """Raises KeyError for an unknown code."""
    for one in all_indicators():
        if one.code == code:
            return one
    raise KeyError(code)
