"""Columns of a list: what a cell shows, what it exports, where it leads."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from core import clock
from core.pages.navigation import row_address
from core.pages.templatetags.portal import badge, state_badge, yuan
from core.spreadsheets import writing

NOTHING = "—"
_EXPORT_KINDS = {"number": "number", "yuan": "yuan", "date": "date"}


CSS = {"title": "row-title", "number": "num", "yuan": "num", "code": "code", "date": "digits", "moment": "digits"}


@dataclass(frozen=True)
class Column:
    """`value`: an attribute path with dots, or a function of the row; default: the attribute `key`.

    `kind`: title (links to the row, the heading of a card on a phone) | text | code | date | moment | number | yuan |
    badge (a pair (label, tone); without `value` the row's state). `url`: a URL name that takes the row's pk, or a
    function of the row. `sub`: a second, smaller line. `sort`: key of a Sort. A column that is not `shown` stands in
    the export only; `permission` hides it from other seats, in both. A phone's card leaves out what is not `phone`:
    the row's page has it, and it still prints and exports.
    """

    key: str
    label: str
    value: str | Callable[[Any], Any] = ""
    kind: str = "text"
    url: str | Callable[[Any], str] = ""
    sub: str | Callable[[Any], Any] = ""
    sort: str = ""
    shown: bool = True
    exported: bool = True
    permission: str = ""
    phone: bool = True
    width: int = 18

    @property
    def css(self) -> str:
        return " ".join(filter(None, (CSS.get(self.kind, ""), "" if self.phone else "not-phone")))

    def raw(self, row) -> Any:
        return _get(row, self.value or self.key)

    def html(self, row) -> str:
        """The cell; everything that is not marked safe is escaped."""
        inner = self._inner(row)
        address = self._address(row)
        if address:
            inner = format_html('<a href="{}">{}</a>', address, inner)
        if self.sub and (second := _get(row, self.sub)):
            inner = format_html('{}<span class="sub">{}</span>', inner, second)
        return inner

    def td(self, html: str) -> str:
        opening = self._empty if html == NOTHING else self._opening
        return mark_safe(f"{opening}{html}</td>")  # noqa: S308 both parts are escaped

    @cached_property
    def _opening(self) -> str:
        return self._tag(self.css)

    @cached_property
    def _empty(self) -> str:
        """A phone's card leaves out lines that only say "—"."""
        return self._tag(f"{self.css} not-phone".strip() if self.phone else self.css)

    def _tag(self, css: str) -> str:
        attribute = format_html(' class="{}"', css) if css else ""
        return format_html('<td data-label="{}"{}>', self.label, attribute)

    def _inner(self, row) -> str:
        if self.kind == "badge":
            if not self.value:
                return state_badge(row)
            pair = self.raw(row)
            return badge(*pair) if pair else NOTHING
        return _text(self.raw(row), self.kind)

    def _address(self, row) -> str:
        if not self.url:
            return ""
        return self.url(row) if callable(self.url) else row_address(self.url, row.pk)

    def export_value(self, row) -> Any:
        if self.kind == "badge":
            pair = self.raw(row) if self.value else (row.get_state_display(), "")
            return pair[0] if pair else ""
        value = self.raw(row)
        if isinstance(value, SafeString):
            return strip_tags(value)
        if isinstance(value, datetime.datetime):
            return value.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, bool):
            return "是" if value else "否"
        return value if isinstance(value, int | Decimal | datetime.date) or value is None else str(value)

    @property
    def export_column(self) -> writing.Column:
        return writing.Column(self.label, self.width, _EXPORT_KINDS.get(self.kind, "text"))


def row_button(url: str, label: str, about: str, *, tone: str = "secondary") -> SafeString:
    """A cell that posts to `url`, through the one form a list has for it. `about` names the row to a screen reader."""
    button = (
        '<button class="btn btn-sm btn-outline-{}" type="submit" form="row-act" formaction="{}">{}'
        '<span class="visually-hidden">：{}</span></button>'
    )
    return format_html(button, tone, url, label, about)


def _get(row, source) -> Any:
    if callable(source):
        return source(row)
    for name in source.split("."):
        row = getattr(row, name, None)
        if row is None:
            return None
    return row() if callable(row) else row


def _text(value, kind: str) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return value.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if kind == "yuan":
        return yuan(value)
    if kind == "number":
        return f"{value:,}"
    return conditional_escape(value)
