"""The access walk: every route × every role × {own, other unit, other district} and a visitor without an account.

What is expected follows from the view's `access_rule` and from tests/access_cases.py, never from what the view does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, resolve, reverse

from tests.access_cases import CASES, QUERIES
from tests.access_world import ORGANIZATION_SEATS, POSITIONS, SEES_ALL, SEES_NONE, STAFF_SEATS, World
from tests.support.testbed import BED

ROLES = [*STAFF_SEATS, *ORGANIZATION_SEATS]
READ = {200, 204, 302, 303, 405}
ACTED = {200, 202, 204, 302, 303, 400, 409, 422, 429}
# Answers that no access rule explains: the reason stands beside it.
EXCEPTIONS = {
    "staff:files:fetch": "a file's own permission decides; tests/core/files",
    "staff:files:content": "a signed link for one person decides; tests/core/files",
    "account_logout": "signs out; tests/core/identity",
    "public:disclosures:open_data_file": "404 until the first night has written it; tests/registry/disclosures",
    "public:health": "answers 503 while a server is away; tests/core/health",
    "mfa_view_recovery_codes": "leads elsewhere without a second factor; tests/core/identity",
    "mfa_edit_webauthn": "404 without a key; tests/core/identity",
    "mfa_remove_webauthn": "404 without a key; tests/core/identity",
    "mfa_reauthenticate_webauthn": "leads elsewhere without a key; tests/core/identity",
    "mfa_deactivate_totp": "404 without a second factor; tests/core/identity",
}


@dataclass(frozen=True)
class Route:
    name: str
    kind: str
    permission: str | None
    has_parameters: bool


def routes(patterns=None, namespace="", parameters=False) -> Iterator[Route]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        takes = parameters or bool(pattern.pattern.regex.groups)
        if isinstance(pattern, URLPattern):
            rule = getattr(pattern.callback, "access_rule", ("unguarded", None))
            yield Route(f"{namespace}{pattern.name or pattern.pattern}", rule[0], rule[1], takes)
        else:
            own = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from routes(pattern.url_patterns, namespace + own, takes)


ROUTES = [route for route in routes() if route.name not in EXCEPTIONS]


@pytest.fixture(scope="module")
def world(_committed_clone, django_db_blocker):
    """Made once and really there; the walk undoes every request."""
    with django_db_blocker.unblock(), BED.using(_committed_clone):
        yield World()


def seen(role: str, seen_by: str, position: str) -> bool:
    seen_by, _, or_with = seen_by.partition("/")
    if seen_by == "holder" or (or_with and or_with in settings.ROLES[role].permissions):
        return True
    if seen_by in ("owner", "department"):
        return position == "own"
    return role in SEES_ALL or (position == "own" and role not in SEES_NONE)


def may(role: str, route: Route) -> bool:
    its_role = settings.ROLES[role]
    if route.kind in ("staff", "organization"):
        return its_role.audience == route.kind and route.permission in its_role.permissions
    return route.kind in ("public", "signed_in", "loopback")


def ask(client, url: str, data: dict, query: dict, *, is_refused: bool):
    """GET; where there is only POST, that. Nothing stays.

    Who is to be refused tries the stronger one first: it is the one request a page that only takes posts needs.
    """
    order = ("POST", "GET") if is_refused else ("GET", "POST")
    with transaction.atomic():
        for method in order:
            answer = client.get(url, query) if method == "GET" else client.post(url, data)
            if answer.status_code != 405:
                break
        transaction.set_rollback(True)
    return method, answer


class Door:
    """How a role is refused: by the guard of the view that the address resolves to, asked as the role's own request.

    A refusal is the same page everywhere and takes as long to draw as any other, so most are asked of the guard alone;
    every FRONT_DOOR-th goes the whole way.
    """

    FRONT_DOOR = 25

    def __init__(self, client):
        self.client, self.asked = client, 0
        self.seated = client.get(reverse("public:home")).wsgi_request

    def refuse(self, url: str, data: dict, query: dict):
        self.asked += 1
        if self.asked % self.FRONT_DOOR == 1:
            return ask(self.client, url, data, query, is_refused=True)
        for method in ("POST", "GET"):
            answer = self._knock(method, url, data, query)
            if answer.status_code != 405:
                break
        return method, answer

    def _knock(self, method: str, url: str, data: dict, query: dict) -> HttpResponse:
        request = RequestFactory().get(url, query) if method == "GET" else RequestFactory().post(url, data)
        for name in ("actor", "seats", "session", "user"):
            setattr(request, name, getattr(self.seated, name))
        view = resolve(request.path)
        try:
            with transaction.atomic():
                answer = view.func(request, *view.args, **view.kwargs)
                transaction.set_rollback(True)
        except PermissionDenied:
            return HttpResponse(status=403)
        return answer


def wrong(role: str, route: Route, method: str, answer, is_seen: bool) -> str:
    """Empty where the answer is right."""
    status, to_sign_in = answer.status_code, answer.status_code == 302 and "/accounts/login/" in answer.url
    if route.kind == "api":
        return "" if status == 401 else f"{status} instead of 401"
    if role == "anonymous":
        if route.kind in ("public", "loopback"):
            return "" if status in READ | ACTED else f"{status} for a visitor"
        return "" if to_sign_in else f"{status} instead of the sign-in page"
    if not may(role, route):
        return "" if status == 403 else f"{status} instead of 403"
    if settings.ROLES[role].read_only and method == "POST" and route.kind != "public":
        return "" if status in (403, 302) or (status == 404 and not is_seen) else f"{status}: a read-only seat wrote"
    if not is_seen:
        return "" if status == 404 else f"{status} instead of 404"
    return "" if status in (READ if method == "GET" else ACTED) and not to_sign_in else f"{status} though it may"


def calls(world: World, role: str) -> Iterator[tuple[Route, str, str, dict, dict, bool]]:
    """Every call of one role: route, position, address, data, query, whether the thing is seen."""
    for route in ROUTES:
        case = CASES.get(route.name) if route.has_parameters else None
        if route.has_parameters and case is None:
            continue  # test_every_route_with_parameters_has_a_case says so
        if case is None and QUERIES.get(route.name, {}) is None:
            continue
        if case is None:
            yield route, "own", reverse(route.name), {}, QUERIES.get(route.name, {}), True
            continue
        walker = role if role != "anonymous" else "registry_clerk"
        opened = role != "anonymous" and may(role, route)
        positions = POSITIONS if opened and case.seen_by != "holder" else ("own",)
        for position in positions:
            address = reverse(route.name, kwargs=case.kwargs(world.place(walker, position)))
            yield route, position, address, case.data, case.query, seen(walker, case.seen_by, position)


def walk(world: World, role: str) -> list[str]:
    client, found = world.client(role), []
    door = Door(client)
    hidden = world.invisible_to(role) if role != "anonymous" else [o.name for o in world.organizations.values()]
    for route, position, address, data, query, is_seen in calls(world, role):
        is_refused = role != "anonymous" and not may(role, route)
        if is_refused and route.kind in ("staff", "organization"):
            method, answer = door.refuse(address, data, query)
        else:
            method, answer = ask(client, address, data, query, is_refused=is_refused)
        if reason := wrong(role, route, method, answer, is_seen):
            found.append(f"{route.name} ({position}, {method}): {reason}")
        if answer.status_code == 200 and route.name not in LISTS_EVERY_NAME:
            text = b"".join(answer) if answer.streaming else answer.content
            found += [f"{route.name} ({position}) shows {name}" for name in hidden if name.encode() in text]
    return found


LISTS_EVERY_NAME = {
    "public:disclosures:organization",
    "public:disclosures:annual_report",
    "public:disclosures:correction",
    "public:annual_reports:verify",  # whoever holds the paper
    "public:status_certificates:verify",  # whoever holds the paper
    "staff:leader_views:detail",  # a charge is the right to know, whatever the seat
}  # what is public is public to every seat


@pytest.mark.committed
@pytest.mark.parametrize("role", ["anonymous", *ROLES])
def test_every_route_answers_this_role_as_its_rule_says(world, role):
    assert walk(world, role) == []


@pytest.mark.committed
def test_a_read_only_seat_posts_nowhere(world):
    client, found = world.client("auditor"), []
    for route, position, address, data, _query, _seen in calls(world, "auditor"):
        if route.kind in ("public", "api"):
            continue
        with transaction.atomic():
            answer = client.post(address, data)
            transaction.set_rollback(True)
        own_account = route.name.startswith(("account_", "mfa_")) or route.name == "public:switch_seat"
        if answer.status_code not in (403, 404, 405) and not own_account:
            found.append(f"{route.name} ({position}): {answer.status_code}")
    assert found == []


def test_every_route_with_parameters_has_a_case():
    unlisted = [route.name for route in ROUTES if route.has_parameters and route.name not in CASES]
    assert unlisted == [], "add a line to tests/access_cases.py"


def test_no_case_and_no_exception_outlives_its_route():
    names = {route.name for route in routes()}
    assert sorted({*CASES, *EXCEPTIONS} - names) == []


def test_every_role_of_the_matrix_walks():
    walking = {*ROLES, "api_client"}
    assert walking == set(settings.ROLES), "give the role a seat in tests/access_world.py"
