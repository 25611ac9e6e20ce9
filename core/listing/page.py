"""A list page: what an app declares. How it is drawn: core/listing/drawn.py."""

from typing import ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from core.access.actor import Actor
from core.listing.bulk import BulkAction
from core.listing.columns import Column
from core.listing.drawn import Drawn
from core.listing.filters import Filters
from core.listing.keyset import Sort

LISTS: dict[str, type["ListPage"]] = {}  # by url_name; see core/listing/registry.py


class ListPage:
    """Declare it once; `respond` draws page and fragment, `core.exports.export` sends the same rows.

    `queryset(actor)` must begin at `visible_to(actor)` and fetch what the columns need. Keyword arguments of the
    constructor become attributes (`organization=12`); they must be plain JSON values, because a long export carries
    them to the worker. `url_name` is the list's own address, without which it remembers nothing, has no saved views
    and no bulk actions; `own_keys` are those constructor arguments that stand in its query string.
    """

    url_name: ClassVar[str] = ""
    own_keys: ClassVar[tuple[str, ...]] = ()
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
    more_exports: ClassVar[tuple[tuple[str, str, str], ...]] = ()  # URL name, label, permission
    bulk: ClassVar[tuple[BulkAction, ...]] = ()

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        if cls.url_name:
            LISTS[cls.url_name] = cls

    @classmethod
    def asked(cls, query: QueryDict) -> "ListPage":
        """The page that this query string opens."""
        return cls(**{key: query.get(key, "") for key in cls.own_keys})

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

    def chosen_columns(self, actor: Actor, keys: list[str]) -> list[Column]:
        """Of the columns the seat may see, those named, in that order; the list's own where none of them is named.

        The title is always there: it leads to the row.
        """
        offered = {column.key: column for column in self.columns_for(actor)}
        found = [offered[key] for key in dict.fromkeys(keys) if key in offered]
        if not found:
            return [column for column in offered.values() if column.shown]
        titles = [column for column in offered.values() if column.kind == "title" and column not in found]
        return [*titles, *found]

    def row_label(self, row) -> str:
        """What a row is called outside of its list: the title, unless a list needs more to tell rows apart."""
        title = next((column for column in self.columns if column.kind == "title"), None)
        return str(title.raw(row) if title else row)

    def bulk_actions(self) -> tuple[BulkAction, ...]:
        """`bulk`, unless other capabilities lend the list theirs."""
        return self.bulk

    def bulk_for(self, actor: Actor) -> list[BulkAction]:
        return [] if actor.read_only else [one for one in self.bulk_actions() if actor.can(one.permission)]

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
        is_fragment = request.htmx and not request.htmx.history_restore_request and request.htmx.target == "rows"
        drawn = Drawn(self, request, is_fragment=bool(is_fragment))
        if drawn.default_url:
            return redirect(drawn.default_url)
        template = "components/listing/rows.html" if is_fragment else self.template
        response = render(request, template, {"listing": drawn, **self.extra_context(request)})
        response["Vary"] = "HX-Request, HX-Target, Cookie"
        if is_fragment:
            response["HX-Push-Url"] = drawn.own_url
        return response
