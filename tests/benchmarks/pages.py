"""List, deep page, search and organization page at the scale of the database at hand."""

import random
from urllib.parse import quote

from django.db.models import Count

from core.identity.models import User
from registry.organizations.models import Organization
from tests.benchmarks.measure import Figure, Site, Visitor, queries_of, replay, timed

LIST = "/staff/organizations/"
TIMES = 200


def _districts() -> list[int]:
    rows = Organization.objects.exclude(district=None).values("district").annotate(n=Count("id")).order_by("-n")
    return [row["district"] for row in rows[:10]]


def _rounds(visitor: Visitor, paths: list[str], times: int) -> list[float]:
    for path in paths[:5]:
        visitor.get(path)
    queue = iter([paths[i % len(paths)] for i in range(times)])
    return timed(lambda: visitor.get(next(queue)), times)


def list_page(visitor: Visitor) -> Figure:
    districts = _districts()
    page = _rounds(visitor, [f"{LIST}?district={d}" for d in districts], TIMES)
    floor = _rounds(visitor, [f"/bench/organizations/?district={d}" for d in districts], TIMES)
    return Figure(
        "staff list, 25 rows, district filter, by name", page, "same query, bare view, same layout", floor, 3
    )


def search_terms(dice: random.Random) -> dict[str, list[str]]:
    """Pieces of real names, 1–6 characters, initials and codes: the worst a clerk types."""
    rows = list(Organization.objects.order_by("?").values_list("name", "initials", "uscc")[:300])
    terms = {}
    for length in range(1, 7):
        cut = [name for name, _, _ in rows if len(name) >= length]
        starts = [(name, dice.randrange(len(name) - length + 1)) for name in cut]
        terms[f"{length} characters"] = [name[at : at + length] for name, at in starts]
    terms["initials"] = [initials[:4] for _, initials, _ in rows if len(initials) >= 4]
    terms["credit code"] = [uscc for _, _, uscc in rows if uscc]
    return terms


def search(visitor: Visitor, user: User) -> list[Figure]:
    figures = []
    for kind, terms in search_terms(random.Random(7)).items():
        paths = [f"{LIST}?q={quote(term)}" for term in terms[:12]]
        floor = [second for path in paths for second in replay(queries_of(path, user), 3)]
        page = _rounds(visitor, paths, 96)
        figures.append(
            Figure(f"search, {kind}", page, "its SQL over psycopg", floor, 3, "page end to end over SQL only")
        )
    return figures


def organization_page(visitor: Visitor, user: User) -> Figure:
    ids = list(Organization.objects.order_by("?").values_list("pk", flat=True)[:20])
    paths = [f"{LIST}{pk}/" for pk in ids]
    counts = [len(queries_of(path, user)) for path in paths[:5]]
    floor = [second for path in paths for second in replay(queries_of(path, user), 3)]
    page = _rounds(visitor, paths, TIMES)
    return Figure(
        "organization page",
        page,
        "its queries over psycopg",
        floor,
        3,
        f"{max(counts)} queries",
        {"queries": max(counts)},
    )


def run(username: str, password: str) -> list[Figure]:
    site = Site()
    try:
        visitor = Visitor(site.port).sign_in(username, password)
        user = User.objects.get(username=username)
        return [list_page(visitor), *search(visitor, user), organization_page(visitor, user)]
    finally:
        site.stop()
