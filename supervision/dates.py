"""Legal periods inside a query: the same day of the later month, clamped to its end, as core.dated.calendar counts."""

from django.db.models import DateField, F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast


class _Months(Func):
    template = "make_interval(months => %(expressions)s)"


def plus_months(expression, months: int) -> Cast:
    """`expression` is a column name or an expression that gives a day."""
    day = F(expression) if isinstance(expression, str) else expression
    return Cast(Func(day, _Months(Value(months)), template="(%(expressions)s)", arg_joiner=" + "), DateField())


def plus_years(expression: str | Combinable, years: int) -> Cast:
    return plus_months(expression, 12 * years)
