"""A list page for other systems: its scope, filters, day and columns, in one line of its capability's `api.py`.

    api = lists.routes(BranchList, "branches.view", tag="branches", without=("head", "address"))

Keys are those of the columns. A column that only some seats see, or that no export holds, is never answered; what
names a person or is free text is named in `without`, unless the resource is about that. Choices are answered by code,
links by id and name. `instead` replaces columns, or adds them, where the page shows something made for the eye.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, DecimalField, Field, ForeignKey, Model
from django.urls import URLPattern, path
from django.utils.html import strip_tags
from rest_framework import serializers

from core import clock
from core.api.resources import DetailApi, ListApi, Resource
from core.listing import Column, ListPage

AS_OF = "as_of"
_DISPLAY = re.compile(r"get_(\w+)_display")
_DAY_HELP = "查看某日：按该日有效的记录返回。不填为今天。"


@dataclass(frozen=True)
class Item:
    """One key of an answer: how it is described, where its value comes from, what an example shows."""

    field: serializers.Field
    value: Callable[[Model], Any]
    example: Any


class _OfPage(Resource):
    page: ClassVar[type[ListPage]]
    items: ClassVar[dict[str, Item]]

    def queryset(self, actor, day):
        self.list = self.page.asked(self.request.GET)
        return self.list.queryset(actor)

    def complete(self, rows, day):
        self.list.prepare(rows, self.asked)

    def as_json(self, row):
        return {key: item.value(row) for key, item in self.items.items()}


class PageListApi(_OfPage, ListApi):
    """The rows of a list page."""


class PageRowApi(_OfPage, DetailApi):
    """One row of a list page, whatever the page's default selection is."""

    def queryset(self, actor, day):
        rows = super().queryset(actor, day)
        self.asked = self.page.filters(self.request.GET, rows, actor=actor, is_exact=True)
        return self.asked.qs if self.day_parameter else rows


def routes(
    page: type[ListPage],
    permission: str,
    *,
    tag: str,
    without: tuple[str, ...] = (),
    instead: tuple[Column, ...] = (),
    types: dict | None = None,
) -> list[URLPattern]:
    """Addresses of the list and of one row. `permission` is the list's own; `types` as in ListApi.parameter_types."""
    model = page.filters._meta.model
    items = _items(page, model, without, instead)
    name = model.__name__.removesuffix("Row")
    shared = {
        "__module__": page.__module__,
        "page": page,
        "permission": permission,
        "tag": tag,
        "filters": page.filters,
        "items": items,
        "row": type(f"{name}Row", (serializers.Serializer,), {key: item.field for key, item in items.items()}),
        "example": {key: item.example for key, item in items.items()},
        "day_parameter": AS_OF if AS_OF in page.filters.base_filters else "",
        "day_help": _DAY_HELP,
    }
    rows = {"summary": page.title, "parameter_types": types or {}}
    one = {"summary": f"{page.title}：一条记录", "lookup_help": "本平台编号，取自列表的 id"}
    return [
        path("", type(f"{name}ListApi", (PageListApi,), shared | rows).as_view(), name="list"),
        path("<int:pk>/", type(f"{name}Api", (PageRowApi,), shared | one).as_view(), name="detail"),
    ]


def _items(page, model, without, instead) -> dict[str, Item]:
    columns = {one.key: one for one in page.columns if one.exported and not one.permission and one.key not in without}
    columns |= {one.key: one for one in instead}
    found = {"id": Item(serializers.IntegerField(help_text="本平台编号，不变更、不复用"), lambda row: row.pk, 1024)}
    if _field(model, ["organization"]) is not None:
        found |= _link(model, "organization")
    for key, column in columns.items():
        if isinstance(column.value, str):
            found |= _link(model, (column.value or key).split(".")[0])
        found[key] = _item(model, column)
    return found


def _field(model: type[Model], names: list[str]) -> Field | None:
    """The model's field at the end of a path; None where the path leads to anything else."""
    field = None
    for name in names:
        try:
            field = model._meta.get_field(name) if model else None
        except FieldDoesNotExist:
            return None
        model = getattr(field, "related_model", None)
    return field if isinstance(field, Field) else None


def _link(model: type[Model], name: str) -> dict[str, Item]:
    """The id behind a name. Accounts have none outside."""
    field = _field(model, [name])
    if not isinstance(field, ForeignKey) or field.related_model._meta.label == settings.AUTH_USER_MODEL:
        return {}
    described = serializers.IntegerField(allow_null=field.null, help_text=f"{field.verbose_name}编号")
    return {field.attname: Item(described, lambda row: getattr(row, field.attname), 12)}


def _item(model: type[Model], column: Column) -> Item:
    source = column.value or ("state" if column.kind == "badge" else column.key)
    names = source.split(".") if isinstance(source, str) else []
    shown = _DISPLAY.fullmatch(names[-1]) if names else None
    field = _field(model, [*names[:-1], shown[1]] if shown else names)
    if field is not None and field.choices and (shown or not column.value):
        return _choice(Column(column.key, column.label, value=".".join([*names[:-1], field.name])), field)
    if isinstance(field, BooleanField):
        return Item(serializers.BooleanField(help_text=column.label), column.raw, True)
    if isinstance(field, DecimalField):
        return _decimal(column, field.max_digits, field.decimal_places)
    return _KINDS.get(column.kind, _text)(column)


def _choice(column: Column, field: Field) -> Item:
    described = serializers.ChoiceField(
        field.flatchoices, allow_blank=field.blank, allow_null=field.null, help_text=column.label
    )
    return Item(described, column.raw, field.flatchoices[0][0])


def _text(column: Column) -> Item:
    """Never null: what is not known is ""."""

    def value(row) -> str:
        found = column.export_value(row)
        return "" if found is None else strip_tags(str(found))

    return Item(serializers.CharField(help_text=column.label), value, f"（{column.label}）")


def _number(column: Column) -> Item:
    return Item(serializers.IntegerField(allow_null=True, help_text=column.label), column.raw, 3)


def _decimal(column: Column, digits: int = 20, places: int = 2) -> Item:
    """As text, so that nobody's floating point changes it."""

    def value(row) -> str | None:
        found = column.raw(row)
        return None if found is None else f"{found:.{places}f}"

    described = serializers.DecimalField(digits, places, allow_null=True, help_text=column.label)
    return Item(described, value, f"{30000:.{places}f}")


def _date(column: Column) -> Item:
    def value(row) -> str | None:
        found = column.raw(row)
        return found.isoformat() if found else None

    return Item(serializers.DateField(allow_null=True, help_text=column.label), value, "2026-04-20")


def _moment(column: Column) -> Item:
    def value(row: Model) -> str | None:
        found: datetime.datetime | None = column.raw(row)
        return found.astimezone(clock.SHANGHAI).isoformat(timespec="seconds") if found else None

    described = serializers.DateTimeField(allow_null=True, help_text=column.label)
    return Item(described, value, "2026-04-20T09:00:00+08:00")


_KINDS = {"number": _number, "yuan": _decimal, "date": _date, "moment": _moment}
