"""Every form of the portal keeps the same promises. A new form needs a line in tests/form_entries.py.

Forms are found on the pages themselves: each role's pages are opened, and what stands on them is read.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve

from tests.access_world import World
from tests.form_entries import EMPTY
from tests.support.html import Page
from tests.support.testbed import BED
from tests.test_access_matrix import calls

pytestmark = pytest.mark.committed
# Together they open every page that has a form.
ROLES = (
    "anonymous", "registry_chief", "approval_clerk", "department_officer", "street_officer", "party_officer",
    "system_admin", "security_admin", "audit_admin", "legal_representative", "branch_secretary", "instructor",
)  # fmt: skip


# Public pages set no cookie, so these carry no token; neither changes anything that belongs to anybody.
WITHOUT_TOKEN = {"/display/": "how this browser draws pages", "/search/": "a question, answered by a redirect"}
STYLEGUIDE = "/_styleguide/"  # samples that lead nowhere


@dataclass(frozen=True)
class Found:
    """A form that a person fills in, where it was seen."""

    role: str
    page: str
    target: str
    carried: dict


@pytest.fixture(scope="module")
def world(_committed_clone, django_db_blocker):
    with django_db_blocker.unblock(), BED.using(_committed_clone):
        yield World()


def pages(world, role):
    """(address, page) of what the role opens by GET, as HTML."""
    client = world.client(role)
    for route, position, address, _data, query, is_seen in calls(world, role):
        if position != "own" or not is_seen or route.kind == "api":
            continue
        with transaction.atomic():
            answer = client.get(address, query)
            transaction.set_rollback(True)
        if answer.status_code == 200 and not answer.streaming and answer["Content-Type"].startswith("text/html"):
            yield address, Page(answer.content.decode())


@pytest.fixture(scope="module")
def opened(world, django_db_blocker):
    with django_db_blocker.unblock():
        return [(role, address, page) for role in ROLES for address, page in pages(world, role)]


def route_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@pytest.fixture(scope="module")
def forms(opened) -> dict[str, Found]:
    """By the route they post to, the first of each."""
    found: dict[str, Found] = {}
    for role, address, page in opened:
        if address == STYLEGUIDE:
            continue
        for form in page.forms:
            if form.is_post and form.is_filled_in:
                target = form.attrs.get("action") or address
                found.setdefault(route_of(target), Found(role, address, target, form.carried))
    return found


def test_every_input_of_every_page_has_a_label(opened):
    assert {route_of(address): page.unlabelled for _, address, page in opened if page.unlabelled} == {}


def test_every_form_that_posts_carries_the_token(opened):
    lacking = {(route_of(address), target) for _, address, page in opened for target in page.without_token}
    assert {(route, target) for route, target in lacking if target not in WITHOUT_TOKEN} == set()


def test_every_form_has_an_entry_and_every_entry_a_form(forms):
    assert (sorted(set(forms) - set(EMPTY)), sorted(set(EMPTY) - set(forms))) == ([], []), "see tests/form_entries.py"


@pytest.mark.parametrize("route", sorted(EMPTY))
def test_an_empty_form_is_answered_with_errors_that_lead_to_their_inputs(world, forms, route):
    form = forms[route]
    with transaction.atomic():
        answer = world.client(form.role).post(form.target, form.carried)
        transaction.set_rollback(True)
    assert answer.status_code == EMPTY[route]
    if answer.status_code == 422:
        page = Page(answer.content.decode())
        assert page.has_summary
        assert page.broken_links == []
