"""Situations of what is owed on a day: one vocabulary for the list, the statistics, the announcement and the API.

What later steps add (conclusions, publication) stands in settings.REPORT_SITUATIONS, dotted paths of a Situation.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from registry.annual_reports import queries


@dataclass(frozen=True)
class Situation:
    """`apply(rows, day)` narrows obligations to those in the situation on `day`; `heading` is short, for a column."""

    code: str
    label: str
    heading: str
    apply: Callable[[QuerySet, datetime.date], QuerySet]


def _of_owed(query) -> Callable[[QuerySet, datetime.date], QuerySet]:
    return lambda rows, day: query(queries.owed(rows, day), day)


def _late(rows: QuerySet, day: datetime.date) -> QuerySet:
    return queries.filed(queries.sent_late(queries.owed(rows, day), day), day)


FILING = (
    Situation("owed", "应报", "应报", queries.owed),
    Situation("exempt", "免报和不再要求", "免报", queries.released),
    Situation("filed", "已报（到达登记管理机关）", "已报", _of_owed(queries.filed)),
    Situation("on_time", "按期报送", "按期", _of_owed(queries.filed_on_time)),
    Situation("late", "逾期后报送", "逾期后报", _late),
    Situation("unfiled", "应报未报", "未报", _of_owed(queries.not_filed)),
    Situation("overdue", "逾期未报（不含初审单位迟延）", "逾期未报", queries.overdue),
    Situation("waiting", "在初审单位", "在初审", _of_owed(queries.at_first_reviewer)),
    Situation("review_late", "初审单位超期未办", "初审超期", _of_owed(queries.beyond_first_review)),
    Situation("first_reviewed", "初审通过", "初审通过", _of_owed(queries.first_reviewed)),
    Situation("direct", "未经初审直接报送", "直接报送", _of_owed(queries.sent_directly)),
    Situation("returned", "退回补正中", "退回补正", _of_owed(queries.lying_returned)),
)


def situations() -> dict[str, Situation]:
    """By code, those of later steps last."""
    later = [import_string(path) for path in settings.REPORT_SITUATIONS]
    return {one.code: one for one in (*FILING, *later)}


def filing_choices() -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in situations().values()]


filing_choices.stand_in_code = True  # type: ignore[attr-defined]  # so that the API names them


def with_filing(rows: QuerySet, value: str, day: datetime.date) -> QuerySet:
    """The rows of one situation on a day. Raises KeyError for a code that there is not."""
    return situations()[value].apply(rows, day)
