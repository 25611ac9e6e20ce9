"""How often organizations were asked this year, on the page of those who lead."""

from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.home.cards import Card, Cell, Place, Table
from supervision.surveys import queries

LEADING = {"registry_chief", "bureau_leader"}


def burden(actor: Actor) -> Card | None:
    """本年填报负担: three numbers, and the list behind them."""
    if actor.role not in LEADING or not actor.can("surveys.burden"):
        return None
    year = clock.today().year
    found = queries.burden(actor, year)
    url = reverse("staff:surveys:burden")
    row = (Cell(f"{found.organizations:,}", f"{url}?at_least=1"), Cell(f"{found.forms:,}"), Cell(f"{found.most:,}"))
    headings = (("涉及社会组织（家）", "num"), ("发出的表（张次）", "num"), ("一家最多（张）", "num"))
    return Card(
        f"{year}年填报负担",
        place=Place.WIDE,
        table=Table(headings, (row,), ()),
        note="各单位通过平台发出的填报和专项自查表，不含年度报告。",
        more_url=url,
        more_label="逐家查看",
    )
