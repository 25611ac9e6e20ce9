"""Tables without indexes, foreign keys and exclusion constraints while millions of rows are copied into them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models

CONSTRAINTS = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
    where conrelid::regclass::text = any(%s) and contype in ('f', 'x', 'u')
    order by contype desc
"""
INDEXES = """
    select indexname, indexdef from pg_indexes
    where schemaname = current_schema() and tablename = any(%s)
        and indexname not in (select conname from pg_constraint)
"""


@contextmanager
def bare(*tables: type[models.Model]) -> Iterator[None]:
    """Built again at the end, each in one pass: thirteen indexes kept up row by row take twenty times as long.

    Needs the owner's connection. When the load fails they stay away: the database is then to be dropped.
    """
    names, quote = [table._meta.db_table for table in tables], connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [names])
        constraints = cursor.fetchall()
        cursor.execute(INDEXES, [names])
        indexes = cursor.fetchall()
        for table, name, _ in constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {quote(name)}")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {quote(name)}")
        yield
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {quote(name)} {definition}")
