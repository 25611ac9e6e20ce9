"""What people decided about the subjects of a rule, lent by the capabilities that decide (settings.RULE_DECISIONS).

Each is a dotted path of `(rule) -> QuerySet | None`, the queryset made by `as_decisions`: one row a decision that says
"this was not a case": an alert dismissed as a false alarm, an entry taken off a list. A trial shows which of its hits
contradict one.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.module_loading import import_string

from core.rules.base import Rule

DECISION_TYPES = {"subject_id": "bigint", "period": "varchar", "decided_on": "date", "label": "varchar"}


def as_decisions(rows: QuerySet, *, subject: str, period: str, decided_on: str, label: str) -> QuerySet:
    """Column names, but `label`: what was decided, in Chinese, without names. `period=""`: whatever the period."""
    return rows.annotate(
        decision_subject_id=F(subject),
        decision_period=F(period) if period else Cast(Value(""), CharField()),
        decision_decided_on=Cast(F(decided_on), DateField()),
        decision_label=Cast(Value(label), CharField()),
    )


def decisions_against(rule: Rule) -> Iterator[QuerySet]:
    for path in settings.RULE_DECISIONS:
        rows = import_string(path)(rule)
        if rows is not None:
            yield rows.order_by().values(*(f"decision_{name}" for name in DECISION_TYPES))
