"""A list page: what an app declares, and how it is drawn."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from core.access.actor import Actor
from core.listing import keyset, totals
from core.listing.columns import Column
from core.listing.filters import NOT_FILTERS, Filters, clean
from core.listing.keyset import Order, Sort
from core.pages.navigation import address

SIZES = (25, 50, 100)


@dataclass(frozen=True)
class Header:
    label: str
    css: str
    url: str
    direction: str  # ascending | descending | ""


@dataclass(frozen=True)
class Cell:
    label: str
    css: str
    html: str
    td: str  # the cell with its tags: a page has two hundred, too many for template nodes


class ListPage:
    """Declare it once; `respond` draws page and fragment, `core.exports.export` sends the same rows.

    `queryset(actor)` must begin at `visible_to(actor)` and fetch what the columns need. Keyword arguments of the
    constructor become attributes (`organization=12`); they must be plain JSON values, because a long export carries
    them to the worker.
    """

    title: ClassVar[str]
    lead: ClassVar[str] = ""
    unit: ClassVar[str] = "条"
    filters: ClassVar[type[Filters]]
    columns: ClassVar[tuple[Column, ...]]
    sorts: ClassVar[tuple[Sort, ...]]
    template: ClassVar[str] = "components/listing/page.html"
    layout: ClassVar[str] = "layouts/staff.html"
    count_cap: ClassVar[int] = 100_000
    empty_title: ClassVar[str] = "暂无记录"
    empty_text: ClassVar[str] = ""
    empty_action: ClassVar[tuple[str, str, str] | None] = None  # URL name, label, permission
    export_permission: ClassVar[str] = ""
    export_url_name: ClassVar[str] = ""

    def __init__(self, **given):
        self.given = given
        for name, value in given.items():
            setattr(self, name, value)

    def queryset(self, actor: Actor) -> QuerySet:
        raise NotImplementedError

    def prepare(self, rows: list, filters: Filters) -> None:
        """Complete the rows of the page that is about to be drawn, with a fixed number of queries."""

    def counted(self, filters: Filters) -> QuerySet:
        """What "筛选后 N" counts, where the page's own rows are bounded (a text search)."""
        return filters.qs

    def cap(self, filters: Filters) -> int:
        """Up to where "筛选后 N" is exact. A text search may set it lower: its matches are the dearest to count."""
        return self.count_cap

    def notices(self, drawn: "Drawn") -> list[dict]:
        """Strips above the rows: {tone, text, url, label}, all keys given."""
        return []

    def extra_context(self, request) -> dict:
        """More for a template of one's own."""
        return {}

    def export_url(self) -> str:
        return reverse(self.export_url_name)

    def columns_for(self, actor: Actor) -> list[Column]:
        return [c for c in self.columns if not c.permission or actor.can(c.permission)]

    def filtered(self, actor: Actor, query: QueryDict, *, is_exact: bool = False) -> Filters:
        return self.filters(query, self.queryset(actor), actor=actor, is_exact=is_exact)

    def sort(self, key: str) -> Sort:
        """The sort named in the URL; the first one where it names none of ours."""
        for one in self.sorts:
            if key == one.key:
                return one
            if key == f"-{one.key}":
                return one.backwards()
        return self.sorts[0]

    def respond(self, request) -> HttpResponse:
        """The whole page, or only its rows where htmx asked for them."""
        drawn = Drawn(self, request)
        is_fragment = request.htmx and not request.htmx.history_restore_request and request.htmx.target == "rows"
        template = "components/listing/rows.html" if is_fragment else self.template
        response = render(request, template, {"listing": drawn, **self.extra_context(request)})
        response["Vary"] = "HX-Request, HX-Target, Cookie"
        if is_fragment:
            response["HX-Push-Url"] = drawn.own_url
        return response


class Drawn:
    """One request's view of a list; templates read everything from here."""

    def __init__(self, page: ListPage, request):
        self.page = page
        self.actor = request.actor
        self.query = request.GET
        self.path = request.path
        self.filters = page.filtered(self.actor, self.query)
        self.sort = page.sort(self.query.get("sort", ""))
        size = self.query.get("size", "")
        self.size = int(size) if size in {str(s) for s in SIZES} else SIZES[0]
        self.order = Order(self.sort, self.filters.queryset.model)

    # ---- rows

    @cached_property
    def _rows(self) -> QuerySet:
        return self.filters.qs

    @cached_property
    def _slice(self) -> keyset.Slice:
        exact = None if self.is_capped else self.total
        found = keyset.cut(self._rows, self.order, self.query.get("at", ""), self.size, exact)
        self.page.prepare(found.rows, self.filters)
        return found

    @cached_property
    def rows(self) -> list[list[Cell]]:
        columns = self._columns
        return [[Cell(c.label, c.css, html := c.html(row), c.td(html)) for c in columns] for row in self._slice.rows]

    @cached_property
    def _columns(self) -> list[Column]:
        return [c for c in self.page.columns_for(self.actor) if c.shown]

    # ---- counts

    def _count(self, rows: QuerySet, cap: int, what: str, *asked: tuple) -> int:
        seat = (self.actor.seat_key, self.actor.user_id, self.actor.scope)
        return totals.up_to(cap, rows, (type(self.page), repr(self.page.given), seat, what, asked))

    @cached_property
    def cap(self) -> int:
        return self.page.cap(self.filters)

    @cached_property
    def total(self) -> int:
        """Exact up to the cap; one more than the cap says "more than"."""
        asked = tuple((key, *values) for key, values in self.query.lists() if key not in NOT_FILTERS)
        return self._count(self.page.counted(self.filters), self.cap, "found", *asked)

    @cached_property
    def notices(self) -> list[dict]:
        return self.page.notices(self)

    @property
    def is_capped(self) -> bool:
        return self.total > self.cap

    @cached_property
    def summary(self) -> str:
        """共 6,388 家 · 筛选后 143 家."""
        found = self._words(self.total, self.cap)
        if not self.filters.is_active:
            return f"共 {found}"
        cap = self.page.count_cap
        everything = self._words(self._count(self.filters.queryset, cap, "all"), cap)
        return f"筛选后 {found}，共 {everything}"

    def _words(self, number: int, cap: int) -> str:
        return f"{cap:,}+ {self.page.unit}" if number > cap else f"{number:,} {self.page.unit}"

    # ---- addresses

    def url(self, **changes) -> str:
        query = clean(self.query, **changes)
        return f"{self.path}?{query}" if query else self.path

    @cached_property
    def own_url(self) -> str:
        return self.url(at=self.query.get("at", ""))

    @property
    def clear_url(self) -> str:
        kept = {key: self.query[key] for key in ("sort", "size") if self.query.get(key)}
        return f"{self.path}?{clean(QueryDict(mutable=True), **kept)}" if kept else self.path

    @cached_property
    def chips(self) -> list:
        return self.filters.chips(self.query)

    @cached_property
    def headers(self) -> list[Header]:
        return [Header(c.label, c.css, *self._sorting(c)) for c in self._columns]

    def _sorting(self, column: Column) -> tuple[str, str]:
        if not column.sort:
            return "", ""
        if self.sort.key == column.sort:
            return self.url(sort=f"-{column.sort}"), "ascending"
        return self.url(sort=column.sort), "descending" if self.sort.key == f"-{column.sort}" else ""

    @property
    def first_url(self) -> str:
        return self.url() if self._slice.has_previous else ""

    @property
    def previous_url(self) -> str:
        return self.url(at=keyset.token(self.order, "before", self._slice.rows[0])) if self._slice.has_previous else ""

    @property
    def next_url(self) -> str:
        return self.url(at=keyset.token(self.order, "after", self._slice.rows[-1])) if self._slice.has_next else ""

    @property
    def last_url(self) -> str:
        return self.url(at="last") if self._slice.has_next else ""

    @property
    def sizes(self) -> list[tuple[int, str, bool]]:
        return [(size, self.url(size=size), size == self.size) for size in SIZES]

    @property
    def hidden_keys(self) -> list[tuple[str, str]]:
        """What the filter form carries along."""
        return [(key, self.query[key]) for key in ("sort", "size") if self.query.get(key)]

    # ---- export and empty states

    @property
    def export_url(self) -> str:
        if not self.page.export_permission or not self.actor.can(self.page.export_permission):
            return ""
        return f"{self.page.export_url()}?{clean(self.query)}"

    @property
    def empty_action(self) -> tuple[str, str]:
        action = self.page.empty_action
        if not action or (action[2] and not self.actor.can(action[2])):
            return "", ""
        url = address(action[0])
        return (url, action[1]) if url else ("", "")
