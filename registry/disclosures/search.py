"""The public search: the register's own search, bounded, page by page, published facts only."""

from dataclasses import dataclass
from urllib.parse import urlencode

from core import clock
from core.listing import keyset
from core.listing.keyset import Order, Sort
from registry.disclosures.queries import PublicOrganization, publish, register
from registry.disclosures.table import Reach, disclosed
from registry.organizations import queries as organizations
from registry.organizations.models import Organization, OrganizationQuerySet
from registry.organizations.states import ACTIVE_STATUSES, Status

SIZE = 20
COLUMNS = ("uscc", "org_type", "registering_authority", "status", "standing")
SHORT = {"uscc": "信用代码"}  # a card on a phone has little room for labels
BY_NAME = Sort("name", "名称", ("pinyin", "pk"))


@dataclass(frozen=True)
class Results:
    rows: list[PublicOrganization]
    total: int
    previous_url: str
    next_url: str
    first_url: str

    @property
    def columns(self) -> list[tuple[str, str]]:
        """(key, label) of what a result shows beside the name, of that only what is disclosed."""
        public = disclosed(Reach.LIST, clock.today())
        return [(key, SHORT.get(key, public[key].label)) for key in COLUMNS if key in public]

    @property
    def table(self) -> list[dict]:
        return [_drawn(row, self.columns) for row in self.rows]

    @property
    def is_cut_off(self) -> bool:
        return self.total > organizations.BOUND

    @property
    def summary(self) -> str:
        return f"超过{organizations.BOUND:,}家，请缩小范围" if self.is_cut_off else f"找到{self.total:,}家"


def _drawn(row: PublicOrganization, columns: list[tuple[str, str]]) -> dict:
    facts = row.by_key
    cells = []
    for key, label in columns:
        fact = facts.get(key) or (facts.get("legacy_reg_no") if key == "uscc" else None)
        cells.append((label, "code" if key == "uscc" else "", fact.text if fact else "—", fact.tone if fact else ""))
    former = facts.get("former_names")
    return {"slug": row.slug, "name": row.name, "former": former.text if former else "", "cells": cells}


def _narrowed(asked: dict[str, str]) -> OrganizationQuerySet:
    rows = register()
    if org_type := asked.get("org_type"):
        rows = rows.filter(org_type=org_type)
    if district := asked.get("district"):
        rows = rows.filter(district_id=int(district))
    if status := asked.get("status"):
        # What the public calls existing, see words.status_words.
        rows = rows.filter(status__in=ACTIVE_STATUSES if status == "active" else [Status(status)])
    return organizations.matching(rows, asked.get("q", ""))


def search(asked: dict[str, str], at: str, *, path: str) -> Results:
    """One page of what `asked` (a valid SearchForm) finds. Five queries at most beside the form's own."""
    found = _narrowed(asked)
    total = found.order_by().values("pk")[: organizations.BOUND + 1].count()
    rows = organizations.bounded(register(), found).select_related("registering_authority") if total else []
    order = Order(BY_NAME, Organization)
    page = keyset.cut(rows, order, at, SIZE, None) if total else keyset.Slice([], False, False)

    def url(direction: str, row: Organization) -> str:
        return f"{path}?{urlencode({**asked, 'at': keyset.token(order, direction, row)})}"

    return Results(
        rows=publish(page.rows, reach=Reach.LIST),
        total=total,
        previous_url=url("before", page.rows[0]) if page.has_previous else "",
        next_url=url("after", page.rows[-1]) if page.has_next else "",
        first_url=f"{path}?{urlencode(asked)}" if page.has_previous else "",
    )
