"""Obligations are written for thousands of subjects at once: one INSERT … SELECT, no loop over rows."""

from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Cast


def insert_from(rows: models.QuerySet, model: type[models.Model], values: dict) -> int:
    """Insert one row of `model` for each of `rows`; rows that exist already are skipped. Returns how many were new.

    `values` maps fields of `model` to expressions over `rows` or to plain values; every column without a database
    default must be named. History triggers see the insert as one statement.
    """
    fields = {name: model._meta.get_field(name) for name in values}
    chosen = {f"to_{name}": Cast(_expression(value), _plain(fields[name])) for name, value in values.items()}
    select, params = rows.order_by().annotate(**chosen).values_list(*chosen).query.sql_with_params()
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {quote(model._meta.db_table)} ({columns}) {select} on conflict do nothing",  # noqa: S608
            params,
        )
        return cursor.rowcount


def _expression(value):
    return value if hasattr(value, "resolve_expression") else Value(value)


def _plain(field: models.Field) -> models.Field:
    """The type of the column itself; of a foreign key, that of the key."""
    return models.BigIntegerField() if field.is_relation else field.clone()
