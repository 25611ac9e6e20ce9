"""From a queryset of findings to one INSERT … SELECT: set-based, whatever the number of rows.

SQL is put together from names of our own models only; every value travels as a parameter.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet, UniqueConstraint

from core.rules.base import FINDING_COLUMNS

# What the engine counts on, whatever expression a rule used to get there.
FINDING_TYPES = {
    "subject_id": "bigint",
    "organization_id": "bigint",
    "period": "varchar",
    "due_on": "date",
    "severity": "varchar",
    "evidence": "jsonb",
}


@dataclass(frozen=True)
class Sql:
    text: str
    params: tuple = ()

    def __add__(self, other: "Sql | str") -> "Sql":
        other = Sql(other) if isinstance(other, str) else other
        return Sql(f"{self.text} {other.text}", self.params + other.params)


_NOTHING = Sql(f"SELECT {', '.join(f'NULL::{kind} AS {name}' for name, kind in FINDING_TYPES.items())} WHERE false")


def findings_select(findings: QuerySet | None) -> Sql:
    """SELECT of the FINDING_COLUMNS, each cast to its type; no row for None and where nothing can match."""
    columns = ", ".join(f"finding_{name}::{FINDING_TYPES[name]} AS {name}" for name in FINDING_COLUMNS)
    if findings is None:
        return _NOTHING
    rows = findings.order_by().values(*(f"finding_{name}" for name in FINDING_COLUMNS))
    try:
        text, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return _NOTHING
    return Sql(f"SELECT {columns} FROM ({text}) AS finding", tuple(params))


def insert_select(model: type[Model], values: Mapping[str, str], source: Sql) -> Sql:
    """INSERT of `values`: field name → SQL over `source` ("FROM … WHERE …"), each cast to its column's type."""
    fields = {model._meta.get_field(name): expression for name, expression in values.items()}
    columns = ", ".join(_column(model, name) for name in values)
    selected = ", ".join(f"({expression})::{_cast_type(field)}" for field, expression in fields.items())
    return Sql(f"INSERT INTO {table(model)} ({columns}) SELECT {selected}") + source


def on_conflict_do_nothing(constraint: UniqueConstraint, model: type[Model]) -> str:
    """The arbiter: a partial unique index needs its own columns and its own WHERE."""
    columns = ", ".join(_column(model, name) for name in constraint.fields)
    editor = connection.schema_editor(collect_sql=True)
    condition = constraint._get_condition_sql(model, editor)  # type: ignore[attr-defined]  # private in Django
    return f"ON CONFLICT ({columns}) {f'WHERE {condition} ' if condition else ''}DO NOTHING"


def unique_constraint(model: type[Model], name: str) -> UniqueConstraint:
    """Raises StopIteration for a name the model does not have."""
    return next(one for one in model._meta.constraints if one.name == name and isinstance(one, UniqueConstraint))


def _column(model: type[Model], name: str) -> str:
    return connection.ops.quote_name(model._meta.get_field(name).column)  # type: ignore[union-attr, arg-type]


def table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _cast_type(field) -> str:
    """Without length or precision: a cast to varchar(20) would cut in silence, the column itself refuses."""
    return field.db_type(connection).split("(")[0]
