"""Legal periods inside a statement: PostgreSQL clamps months as core.dated.calendar does."""

from django.db.models import CharField, DateField, Func, Value


class _Sum(Func):
    template = "(%(expressions)s)"
    arg_joiner = " + "
    output_field = DateField()

    def as_sql(self, compiler, connection, **extra):
        sql, params = super().as_sql(compiler, connection, **extra)
        return f"{sql}::date", params


def months_later(day, months) -> _Sum:
    """`add_months` of a column or expression; `months` a number or an expression, negative ones count backwards."""
    count = Value(months) if isinstance(months, int) else months
    return _Sum(day, Func(Value(0), count, function="make_interval", output_field=CharField()))
