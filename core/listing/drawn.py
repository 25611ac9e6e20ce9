"""One request's view of a list: rows, counts, addresses, and what the person likes to see."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.module_loading import import_string

from core.listing import keyset, totals
from core.listing.bulk import AT_MOST, BulkAction
from core.listing.columns import Column
from core.listing.filters import NOT_FILTERS, clean, unknown_keys
from core.listing.keyset import Order
from core.listing.models import Density, ListPreference
from core.pages.navigation import address

SIZES = (25, 50, 100)
BULK_SALT = "core.listing.bulk"


@dataclass(frozen=True)
class Header:
    label: str
    css: str
    url: str
    direction: str  # ascending | descending | ""


@dataclass(frozen=True)
class Cell:
    html: str
    td: str  # the cell with its tags: a page has two hundred, too many for template nodes


class Drawn:
    """Templates read everything from here."""

    def __init__(self, page, request, *, is_fragment: bool = False):
        self.page = page
        self.is_fragment = is_fragment
        self.actor = request.actor
        self.query = request.GET
        self.path = reverse(page.url_name) if page.url_name else request.path
        self.is_opened = request.method == "GET" and not is_fragment
        self.filters = page.filtered(self.actor, self.query)
        self.sort = page.sort(self.query.get("sort", ""))
        self.order = Order(self.sort, self.filters.queryset.model)

    # ---- what the person likes to see

    @property
    def remembers(self) -> bool:
        """Whether choices can be kept for this person."""
        return bool(self.page.url_name) and self.actor.is_signed_in and not self.actor.read_only

    @cached_property
    def preference(self) -> ListPreference:
        """One query; an empty one where nothing is remembered."""
        if not (self.page.url_name and self.actor.is_signed_in):
            return ListPreference()
        kept = ListPreference.objects.filter(user_id=self.actor.user_id, list_name=self.page.url_name).first()
        return kept or ListPreference()

    @cached_property
    def size(self) -> int:
        wanted = self.query.get("size", "")
        allowed = {str(size): size for size in SIZES}
        return allowed.get(wanted) or allowed.get(str(self.preference.size)) or SIZES[0]

    @cached_property
    def is_compact(self) -> bool:
        return self.preference.density == Density.COMPACT

    @property
    def densities(self) -> list[tuple[str, str, bool]]:
        return [(value or "normal", label, value == self.preference.density) for value, label in Density.choices]

    @cached_property
    def views(self):
        """The menu of saved views (settings.LIST_VIEWS), one query; None where there is none."""
        return import_string(settings.LIST_VIEWS)(self) if self.page.url_name and self.actor.is_signed_in else None

    @cached_property
    def default_url(self) -> str:
        """Where a bare address leads: the person's default view; "" for the list itself."""
        if self.query or not self.is_opened or self.views is None:
            return ""
        return self.views.default_url

    @cached_property
    def forgotten(self) -> list[str]:
        """Conditions of a saved view that the list no longer knows."""
        if not self.query.get("view"):
            return []
        known = {column.key for column in self.page.columns_for(self.actor)}
        columns = [key for key in self._column_keys if key not in known]
        return [*unknown_keys(self.filters, self.query, self.page.own_keys), *columns]

    @property
    def forgotten_text(self) -> str:
        keys = "、".join(self.forgotten)
        return f"这个视图里有{len(self.forgotten)}个条件或列已不再提供（{keys}），已忽略。更新视图即可去掉。"

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
        drawn = [[Cell(html := c.html(row), c.td(html)) for c in columns] for row in self._slice.rows]
        if self.can_pick:
            for cells, row in zip(drawn, self._slice.rows, strict=True):
                cells.insert(0, self._pick(row))
        return drawn

    def _pick(self, row) -> Cell:
        """The box that selects the row; it belongs to the bulk bar's form, wherever it stands."""
        box = '<input class="form-check-input" type="checkbox" name="pk" value="{}" form="bulk" aria-label="选择“{}”">'
        html = format_html(box, row.pk, self.page.row_label(row))
        return Cell(html, format_html('<td data-label="选择" class="pick">{}</td>', html))

    @property
    def _column_keys(self) -> list[str]:
        named = [key for key in self.query.get("cols", "").split(",") if key]
        return named or self.preference.columns

    @cached_property
    def _columns(self) -> list[Column]:
        return self.page.chosen_columns(self.actor, self._column_keys)

    @property
    def columns_url(self) -> str:
        """The page where columns are chosen."""
        asked = QueryDict(mutable=True)
        asked.update({"list": self.page.url_name, "query": clean(self.query, cols="")})
        asked.setlist("col", [column.key for column in self._columns])
        return f"{reverse('staff:lists:columns')}?{asked.urlencode()}"

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
        """共 6,388 家，或：筛选后 143 家，共 6,388 家."""
        found = self.total_words
        if not self.filters.is_active:
            return f"共 {found}"
        cap = self.page.count_cap
        everything = self._words(self._count(self.filters.queryset, cap, "all"), cap)
        return f"筛选后 {found}，共 {everything}"

    @property
    def total_words(self) -> str:
        return self._words(self.total, self.cap)

    def _words(self, number: int, cap: int) -> str:
        return f"{cap:,}+ {self.page.unit}" if number > cap else f"{number:,} {self.page.unit}"

    # ---- addresses

    def url(self, **changes) -> str:
        query = clean(self.query, **changes)
        return f"{self.path}?{query}" if query else self.path

    @cached_property
    def own_query(self) -> str:
        return clean(self.query)

    @cached_property
    def own_url(self) -> str:
        return self.url(at=self.query.get("at", ""))

    @property
    def clear_url(self) -> str:
        kept = {key: self.query[key] for key in ("sort", "size", "cols") if self.query.get(key)}
        if self.views is not None and self.views.default_url:
            kept["view"] = "all"  # a bare address would open the default view
        return f"{self.path}?{clean(QueryDict(mutable=True), **kept)}" if kept else self.path

    @cached_property
    def chips(self) -> list:
        return self.filters.chips(self.query)

    @cached_property
    def headers(self) -> list[Header]:
        pick = [Header("选择", "pick", "", "")] if self.can_pick else []
        return [*pick, *(Header(c.label, c.css, *self._sorting(c)) for c in self._columns)]

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
        return [(key, self.query[key]) for key in ("sort", "size", "cols", "view") if self.query.get(key)]

    # ---- bulk

    @cached_property
    def bulk_actions(self) -> list[BulkAction]:
        return self.page.bulk_for(self.actor) if self.page.url_name else []

    @cached_property
    def can_pick(self) -> bool:
        return bool(self.bulk_actions) or (bool(self.export_url) and bool(self.page.url_name))

    @property
    def page_pks(self) -> str:
        return ",".join(str(row.pk) for row in self._slice.rows)

    @property
    def is_too_many(self) -> bool:
        return self.total > AT_MOST

    @cached_property
    def selection(self) -> str:
        """All that the filters find, signed together with how many that was."""
        given = {"list": self.page.url_name, "query": clean(self.query), "count": self.total}
        return signing.dumps(given, salt=BULK_SALT, compress=True)

    # ---- export and empty states

    @cached_property
    def export_url(self) -> str:
        """Names the columns on the page, whether they stand in the address or are remembered."""
        if not self.page.export_permission or not self.actor.can(self.page.export_permission):
            return ""
        columns = ",".join(column.key for column in self._columns)
        return f"{self.page.export_url()}?{clean(self.query, cols=columns, view='')}"

    @property
    def more_exports(self) -> list[tuple[str, str]]:
        """Other sheets made of the same rows, (address, label), whose URL exists and that the seat may draw."""
        asked = clean(self.query, cols="", view="")
        found = [(address(name), label) for name, label, code in self.page.more_exports if self.actor.can(code)]
        return [(f"{url}?{asked}", label) for url, label in found if url]

    @property
    def empty_action(self) -> tuple[str, str]:
        action = self.page.empty_action
        if not action or (action[2] and not self.actor.can(action[2])):
            return "", ""
        url = address(action[0])
        return (url, action[1]) if url else ("", "")
