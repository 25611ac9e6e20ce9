"""The one door for many rows at once by COPY. (executemany is banned: under a history context it raises.)"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager

import pgtrigger
from django.db import connection, models, transaction
from psycopg import sql

from core import history


def copy(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence], *, without_history: bool = False
) -> int:
    """COPY `rows` into the model's table; returns how many. `columns` are field names or attnames.

    The history triggers see the actor of the surrounding `history.acting(...)`; a tracked table without one is
    refused. `without_history` is for nation-scale loads only and needs the owner's connection: the triggers are off
    inside this transaction. Django's defaults and validation do not apply; the database's constraints do.
    """
    fields = [model._meta.get_field(name) for name in columns]
    prepared = [_preparation(field) for field in fields]
    with transaction.atomic(), connection.cursor() as cursor:
        if history.is_tracked(model) and not without_history:
            history.tell_triggers(cursor)
        with _history_off(model, cursor) if without_history else _nothing():
            count = _copy(cursor, model, fields, prepared, rows)
        if "id" in columns:
            _catch_up(cursor, model)
    return count


def _copy(cursor, model, fields, prepared, rows) -> int:
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(sql.Identifier(f.column) for f in fields)
    )
    plain = not any(prepared)
    with connection.wrap_database_errors, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row if plain else [p(v) if p else v for p, v in zip(prepared, row, strict=True)])
    return cursor.rowcount


def _preparation(field: models.Field) -> Callable | None:
    """Only columns whose Python value is not what psycopg would send."""
    if isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_value(value, connection)
    return None


@contextmanager
def _nothing():
    yield


@contextmanager
def _history_off(model, cursor):
    table = connection.ops.quote_name(model._meta.db_table)
    names = [
        connection.ops.quote_name(trigger.get_pgid(its)) for its, trigger in pgtrigger.registered() if its is model
    ]
    for name in names:
        cursor.execute(f"alter table {table} disable trigger {name}")
    yield
    cursor.execute("set constraints all immediate")  # deferred foreign keys would still hold the table
    for name in names:
        cursor.execute(f"alter table {table} enable trigger {name}")


def _catch_up(cursor, model) -> None:
    """Ids came with the rows: the next one is above them."""
    table = model._meta.db_table
    cursor.execute(
        f"select setval(pg_get_serial_sequence(%s, 'id'), (select max(id) from {connection.ops.quote_name(table)}))",  # noqa: S608
        [table],
    )
