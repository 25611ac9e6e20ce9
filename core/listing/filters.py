"""Filters of a list, and the chips that say which are set."""

import copy
import datetime
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django import forms
from django.http import QueryDict

PAGE_KEYS = ("at",)  # forgotten whenever the rows change
NOT_FILTERS = ("at", "sort", "size", "cols", "view")


@dataclass(frozen=True)
class Chip:
    label: str
    remove_url: str


class _Declared(dict):
    """Filters of a class. A list of its own copies them two levels deep: theirs is `extra`, the rest never changes."""

    def __deepcopy__(self, memo):
        return {name: _copy(one) for name, one in self.items()}


def _copy(declared: django_filters.Filter) -> django_filters.Filter:
    one = copy.copy(declared)
    one.extra = dict(declared.extra)
    if declared.method is not None:
        one.method = declared.method  # the proxy of a method belongs to one filter
    return one


class _Fields(dict):
    """Fields made for one form: the copy that every Django form takes of its class would be of no use."""

    def __deepcopy__(self, memo):
        return self


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Several of a few words: boxes that unfold below one line (components/listing/filter_field.html)."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"widget": forms.CheckboxSelectMultiple, **options})


class Filters(django_filters.FilterSet):
    """Base of every list's filters: list, export, bulk action and API use the same class.

    `self.actor` may narrow choices to what the seat sees. `self.is_exact` is True where the rows are acted upon
    (export, bulk): a search that is bounded for the page must then run in full or refuse (kernel rule: never act on a
    truncated set). `primary` names the filters that are always open; the others unfold.
    """

    primary: tuple[str, ...] = ()

    def __init__(self, data=None, queryset=None, *, actor, is_exact: bool = False, **options):
        self.actor = actor
        self.is_exact = is_exact
        super().__init__(data, queryset, **options)

    @classmethod
    def get_filters(cls):
        return _Declared(super().get_filters())

    def get_form_class(self):
        form_class = super().get_form_class()
        form_class.base_fields = _Fields(form_class.base_fields)
        return form_class

    @cached_property
    def values(self) -> dict:
        """What is set and valid."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if _is_set(value)}

    @property
    def is_active(self) -> bool:
        return bool(self.values)

    def primary_fields(self) -> list:
        return [self.form[name] for name in self.form.fields if name in self.primary]

    def other_fields(self) -> list:
        return [self.form[name] for name in self.form.fields if name not in self.primary]

    @property
    def has_open_others(self) -> bool:
        return any(name in self.values for name in self.form.fields if name not in self.primary)

    def chips(self, query: QueryDict) -> list[Chip]:
        """One chip a value, each with the URL of the list without it."""
        found = []
        for name, value in self.values.items():
            field = self.form.fields[name]
            label = field.label or self.filters[name].label or name
            for text, key, one in _described(field, name, value):
                found.append(Chip(f"{label}：{text}", without(query, key, one)))
        return found


def _is_set(value) -> bool:
    if isinstance(value, slice):
        return value.start is not None or value.stop is not None
    if hasattr(value, "exists"):  # a queryset of a multiple choice
        return bool(len(value))
    return value not in (None, "", [], ())


def _described(field, name: str, value):
    """(text, keys in the URL, single value or None) of one filter."""
    if isinstance(value, slice):
        text = f"{_word(field, value.start) or '不限'} 至 {_word(field, value.stop) or '不限'}"
        return [(text, keys_of(name, field), None)]
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [(str(one), [name], str(one.pk)) for one in value]
    if isinstance(value, list | tuple):
        return [(_word(field, one), [name], str(one)) for one in value]
    return [(_word(field, value), [name], None)]


def _word(field, value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(field, forms.ModelChoiceField):
        return str(value)
    for key, label in _choices(field):
        if str(key) == str(value):
            return str(label)
    return str(value)


def _choices(field):
    for key, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def without(query: QueryDict, keys: list[str], value: str | None = None) -> str:
    """The list's URL without these keys (or without one `value` of a key), from its first page."""
    kept = query.copy()
    for key in keys:
        left = [v for v in kept.getlist(key) if v != value] if value is not None else []
        kept.setlist(key, left)
    return "?" + clean(kept)


def clean(query: QueryDict, **changes) -> str:
    """The query string without empty values and without a position; `changes` replace keys, "" takes one out."""
    pairs = [
        (k, v) for k, values in query.lists() for v in values if v != "" and k not in PAGE_KEYS and k not in changes
    ]
    return urlencode([*pairs, *((k, v) for k, v in changes.items() if v != "")])


def keys_of(name: str, field: forms.Field) -> list[str]:
    """The keys in the URL of one filter: its name, or for a range the name with an ending for each end."""
    suffixes = getattr(field.widget, "suffixes", None)
    return [f"{name}_{suffix}" if suffix else name for suffix in suffixes] if suffixes else [name]


def unknown_keys(filters: Filters, query: QueryDict, own_keys: tuple[str, ...] = ()) -> list[str]:
    """Keys of a query string that neither the filters nor the list know."""
    known = {key for name, field in filters.form.fields.items() for key in keys_of(name, field)}
    return [key for key in query if key not in {*known, *NOT_FILTERS, *own_keys}]
