"""List, deep page, search and organization page at the scale of the database at hand, and their growth from a city.

A part of `FIGURES` is a function of a Bench; another capability's figures (API, public pages) join by one line.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote

from django.conf import settings

from core.identity.models import User
from tests.benchmarks import reports
from tests.benchmarks.api import api_list
from tests.benchmarks.measure import Figure, Replay, Site, Visitor, alternately
from tests.benchmarks.register import Register

LIST = "/staff/organizations/"
BARE_LIST = "/bench/organizations/"
SQL_FLOOR = "its SQL over psycopg"
FLAT = 1.3


@dataclass
class Bench:
    """A signed-in visitor of a running portal, and what its register holds."""

    visitor: Visitor
    user: User
    register: Register
    times: int

    def visit(self, paths: list[str]) -> Callable[[int], str]:
        return lambda number: self.visitor.get(paths[number % len(paths)])


def list_page(bench: Bench) -> list[Figure]:
    districts = [f"?district={pk}" for pk in bench.register.districts]
    figures = []
    for name, queries in (("district filter, by name", districts), ("no filter, by name", [""])):
        taken = alternately(
            bench.times,
            page=bench.visit([LIST + query for query in queries]),
            floor=bench.visit([BARE_LIST + query for query in queries]),
        )
        figures.append(
            Figure(f"staff list, {name}", taken["page"], "same query, bare view, same layout", taken["floor"], 3)
        )
    return figures


def deep_page(bench: Bench) -> list[Figure]:
    taken = alternately(bench.times, first=bench.visit([LIST]), last=bench.visit([f"{LIST}?at=last"]))
    walk = alternately(bench.times, first=bench.visit([LIST]), following=_walk(bench.visitor))
    return [
        Figure("deep page: the last one", taken["last"], "the first page", taken["first"], FLAT),
        Figure("deep page: on and on by “next”", walk["following"], "the first page", walk["first"], FLAT),
    ]


def _walk(visitor: Visitor) -> Callable[[int], None]:
    at = [LIST]

    def step(number: int) -> None:
        found = re.search(r'rel="next" href="([^"]+)"', visitor.get(at[0]))
        at[0] = unescape(found[1]) if found else LIST

    return step


def search(bench: Bench) -> list[Figure]:
    return [_search(bench, kind, terms[:12]) for kind, terms in bench.register.terms().items()]


def _search(bench: Bench, kind: str, terms: list[str]) -> Figure:
    paths = [f"{LIST}?q={quote(term)}" for term in terms]
    return _beside_its_sql(bench, f"search, {kind}", paths)


def _beside_its_sql(bench: Bench, name: str, paths: list[str], layout: str = "staff") -> Figure:
    replay = Replay(paths, bench.user, layout=layout)
    taken = alternately(
        max(bench.times // 2, 1),
        page=bench.visit(paths),
        floor=replay.sql,
        bare=lambda number: bench.visitor.get(replay.address(number)),
    )
    queries = replay.most_queries
    note = f"{queries} queries"
    return Figure(name, taken["page"], SQL_FLOOR, taken["floor"], 3, note, taken["bare"], {"queries": queries})


def organization_page(bench: Bench) -> list[Figure]:
    return [_beside_its_sql(bench, "organization page", [f"{LIST}{pk}/" for pk in bench.register.ids[:20]])]


def api(bench: Bench) -> list[Figure]:
    return [api_list(bench.visitor.connection.port, bench.times)]


def public(bench: Bench) -> list[Figure]:
    """What a citizen opens, by the same visitor: the register seen from outside costs the seat nothing."""
    terms = bench.register.terms()["3 characters"][:12]
    pages = [f"/o/{uscc}/" for *_, uscc, _ in bench.register.rows if uscc][:20]
    return [
        _beside_its_sql(bench, "public search, 3 characters", [f"/search/?q={quote(t)}" for t in terms], "public"),
        _beside_its_sql(bench, "public organization page", pages, "public"),
    ]


def report_pages(bench: Bench) -> list[Figure]:
    return reports.pages(bench, _beside_its_sql)


# Parts by name. Each figure stands beside its floor; a capability with pages of its own adds its part here.
FIGURES: dict[str, Callable[[Bench], list[Figure]]] = {
    "list": list_page,
    "deep": deep_page,
    "search": search,
    "organization": organization_page,
    "api": api,
    "public": public,
    "reports": report_pages,
}


def growth(bench: Bench, smaller: Bench) -> list[Figure]:
    """The same pages at both scales, in turn."""
    figures = []
    for name, paths in _growing(bench.register).items():
        beside = _growing(smaller.register)[name]
        taken = alternately(bench.times // 2, large=bench.visit(paths), small=smaller.visit(beside))
        figures.append(Figure(f"growth: {name}", taken["large"], "the same page at city scale", taken["small"], FLAT))
    return figures


def _growing(register: Register) -> dict[str, list[str]]:
    terms = register.terms()
    kinds = ("1 characters", "2 characters", "4 characters", "initials", "credit code", "the commonest pair")
    return {
        "list, district filter": [f"{LIST}?district={pk}" for pk in register.districts],
        "list, no filter": [LIST],
        "last page": [f"{LIST}?at=last"],
        **{f"search, {kind}": [f"{LIST}?q={quote(term)}" for term in terms[kind][:12]] for kind in kinds},
        "organization page": [f"{LIST}{pk}/" for pk in register.ids[:20]],
    }


def run(parts: list[str], username: str, password: str, *, times: int, beside: str = "") -> list[Figure]:
    """`beside`: the address of the city's database, for the growth from it."""
    sites = [Site(), *([Site(beside)] if beside else [])]
    try:
        benches = [
            Bench(
                Visitor(site.port).sign_in(username, password),
                User.objects.get(username=username),
                Register(url),
                times,
            )
            for site, url in zip(sites, (settings.DATABASE_URL, beside), strict=False)
        ]
        figures = [figure for part in parts if part in FIGURES for figure in FIGURES[part](benches[0])]
        if "growth" in parts and beside:
            figures += growth(*benches)
        return figures
    finally:
        for site in sites:
            site.stop()
