"""Pages by position, not by number: the last page costs what the first one costs.

A position is the values of the sort's fields in one row. The order is total, because the primary key ends every sort.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value

SALT = "core.listing"


@dataclass(frozen=True)
class Sort:
    """`key` stands in the URL (`?sort=name`, backwards `?sort=-name`); `fields` as in order_by, "-" for descending.

    Fields may follow foreign keys or name annotations. One composite index over them answers every page; text is
    sorted in collation "C". An annotation that can be null is named in `nullable`.
    """

    key: str
    label: str
    fields: tuple[str, ...]
    nullable: tuple[str, ...] = ()

    def backwards(self) -> "Sort":
        fields = tuple(name[1:] if name.startswith("-") else f"-{name}" for name in self.fields)
        return Sort(f"-{self.key}", self.label, fields, self.nullable)


@dataclass(frozen=True)
class Part:
    """One field of a sort. Nulls come last in both directions."""

    name: str
    is_descending: bool
    is_nullable: bool

    def ordering(self, *, reverse: bool):
        descending = self.is_descending != reverse
        if not self.is_nullable:
            return F(self.name).desc() if descending else F(self.name).asc()
        nulls = {"nulls_first": True} if reverse else {"nulls_last": True}
        return F(self.name).desc(**nulls) if descending else F(self.name).asc(**nulls)

    def beyond(self, value, *, reverse: bool) -> Q | None:
        """Rows strictly after (reverse: before) `value` in this field; None where there can be none."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if reverse else None
        condition = Q(**{f"{self.name}__{'lt' if self.is_descending != reverse else 'gt'}": value})
        if self.is_nullable and not reverse:
            condition |= Q(**{f"{self.name}__isnull": True})
        return condition

    def same(self, value) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})


class RowCompare(Func):
    """(a, b) > (x, y): one condition that a composite index answers by a single descent."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, names: list[str], values: list, operator: str):
        self.operator = operator
        super().__init__(*[F(name) for name in names], *[Value(value) for value in values])

    def as_sql(self, compiler, connection, **context):
        parts, params = [], []
        for expression in self.source_expressions:
            sql, values = compiler.compile(expression)
            parts.append(sql)
            params.extend(values)
        half = len(parts) // 2
        return f"({', '.join(parts[:half])}) {self.operator} ({', '.join(parts[half:])})", params


class Order:
    """A sort applied to a model."""

    def __init__(self, sort: Sort, model: type[Model]):
        names = [name.removeprefix("-") for name in sort.fields]
        fields = [*sort.fields] if names[-1] in ("pk", "id") else [*sort.fields, self._last(sort)]
        self.sort = sort
        self.parts = [
            Part(name.removeprefix("-"), name.startswith("-"), self._is_nullable(model, name.removeprefix("-"), sort))
            for name in fields
        ]

    @staticmethod
    def _last(sort: Sort) -> str:
        return "-pk" if sort.fields[0].startswith("-") else "pk"

    @staticmethod
    def _is_nullable(model: type[Model], path: str, sort: Sort) -> bool:
        if path in sort.nullable:
            return True
        nullable = False
        for name in path.split("__"):
            if name == "pk":
                continue
            try:
                field = model._meta.get_field(name)
            except FieldDoesNotExist:  # an annotation
                return nullable
            nullable = nullable or field.null
            model = field.related_model or model
        return nullable

    @cached_property
    def _is_plain(self) -> bool:
        """All in one direction and never null: a row comparison."""
        return len({p.is_descending for p in self.parts}) == 1 and not any(p.is_nullable for p in self.parts)

    def apply(self, rows: QuerySet, *, reverse: bool = False) -> QuerySet:
        return rows.order_by(*(part.ordering(reverse=reverse) for part in self.parts))

    def beyond(self, rows: QuerySet, position: list, *, reverse: bool = False) -> QuerySet:
        if self._is_plain:
            operator = "<" if self.parts[0].is_descending != reverse else ">"
            return rows.filter(RowCompare([p.name for p in self.parts], position, operator))
        condition, same = Q(pk__in=[]), Q()
        for part, value in zip(self.parts, position, strict=True):
            further = part.beyond(value, reverse=reverse)
            if further is not None:
                condition |= same & further
            same &= part.same(value)
        return rows.filter(condition)

    def position(self, row: Model) -> list:
        return [_value(row, part.name) for part in self.parts]


def _value(row, path: str):
    for name in path.split("__"):
        row = getattr(row, name) if row is not None else None
    return row


_PACK = {
    datetime.datetime: lambda v: {"t": v.isoformat()},
    datetime.date: lambda v: {"d": v.isoformat()},
    Decimal: lambda v: {"n": str(v)},
}
_UNPACK = {"t": datetime.datetime.fromisoformat, "d": datetime.date.fromisoformat, "n": Decimal}


def token(order: Order, direction: str, row: Model) -> str:
    """An opaque, signed position for the URL: "after" or "before" this row in this sort."""
    values = [_PACK[type(v)](v) if type(v) in _PACK else v for v in order.position(row)]
    return signing.dumps([direction, *values], salt=f"{SALT}.{order.sort.key}", compress=True)


def position(order: Order, text: str) -> tuple[str, list] | None:
    """What a token says; None for one that is forged, of another sort, or of an older shape of the sort."""
    try:
        direction, *values = signing.loads(text, salt=f"{SALT}.{order.sort.key}")
        unpacked = [_UNPACK[next(iter(v))](next(iter(v.values()))) if isinstance(v, dict) else v for v in values]
    except (signing.BadSignature, ValueError, KeyError):
        return None
    return (direction, unpacked) if len(unpacked) == len(order.parts) else None


@dataclass(frozen=True)
class Slice:
    """Rows of one page and where one can go from it."""

    rows: list
    has_previous: bool
    has_next: bool


def cut(rows: QuerySet, order: Order, at: str, size: int, total: int | None) -> Slice:
    """One page. `at` is "", "last" or a token; `total` (None: not exactly known) only rounds the last page."""
    if at == "last":
        rest = (total % size or size) if total else size
        return _last(rows, order, rest)
    where = position(order, at) if at else None
    if where is None:
        return _first(rows, order, size)
    direction, values = where
    if direction == "after":
        found = list(order.apply(order.beyond(rows, values))[: size + 1])
        return Slice(found[:size], True, len(found) > size) if found else _last(rows, order, size)
    found = list(order.apply(order.beyond(rows, values, reverse=True), reverse=True)[: size + 1])
    if len(found) <= size:  # the beginning: show a whole first page
        return _first(rows, order, size)
    return Slice(found[:size][::-1], True, True)


def _first(rows: QuerySet, order: Order, size: int) -> Slice:
    found = list(order.apply(rows)[: size + 1])
    return Slice(found[:size], False, len(found) > size)


def _last(rows: QuerySet, order: Order, size: int) -> Slice:
    found = list(order.apply(rows, reverse=True)[: size + 1])
    return Slice(found[:size][::-1], len(found) > size, False)
