"""Every form of the portal keeps the same promises. A new form needs a line in tests/form_entries.py.

Forms are found on the pages themselves: each role's pages are opened, and what stands on them is read.
"""

import pickle
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve

from tests.access_world import World
from tests.form_entries import EMPTY
from tests.support.html import Page
from tests.support.made_once import made_once
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
# Kept in the browser for a day without a network: its script sends the token of the day it sends on.
WITHOUT_NETWORK = {("staff:risk_reports:offline", "/staff/risk-reports/report/")}
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


def route_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@dataclass
class Seen:
    """What stood on the pages: inputs without a label and forms without a token, and the first form of each route."""

    unlabelled: dict = field(default_factory=dict)
    without_token: set = field(default_factory=set)
    forms: dict[str, Found] = field(default_factory=dict)

    def look_at(self, role: str, address: str, page: Page) -> None:
        route = route_of(address)
        if page.unlabelled:
            self.unlabelled[route] = page.unlabelled
        self.without_token |= {(route, target) for target in page.without_token}
        for form in page.forms if address != STYLEGUIDE else ():
            if form.is_post and form.is_filled_in:
                target = form.attrs.get("action") or address
                self.forms.setdefault(route_of(target), Found(role, address, target, form.carried))


@pytest.fixture(scope="module")
def seen(world, django_db_blocker, tmp_path_factory, worker_id) -> Seen:
    """Opening the pages takes minutes, so of all processes one opens them and the others read what it saw."""
    if worker_id == "master":
        return _look(world, django_db_blocker)
    kept = tmp_path_factory.getbasetemp().parent / "every_form.pickle"
    made = made_once(kept, lambda: pickle.dumps(_look(world, django_db_blocker)))
    return pickle.loads(made)  # noqa: S301 - written by this same run


def _look(world, django_db_blocker) -> Seen:
    seen = Seen()
    with django_db_blocker.unblock():
        for role in ROLES:
            for address, page in pages(world, role):
                seen.look_at(role, address, page)
    return seen


def test_every_input_of_every_page_has_a_label(seen):
    assert seen.unlabelled == {}


def test_every_form_that_posts_carries_the_token(seen):
    lacking = {(route, target) for route, target in seen.without_token if target not in WITHOUT_TOKEN}
    assert lacking - WITHOUT_NETWORK == set()


def test_every_form_has_an_entry_and_every_entry_a_form(seen):
    wrong = [f"{route} has no entry" for route in sorted(set(seen.forms) - set(EMPTY))]
    wrong += [f"{route} stands on no page" for route in sorted(set(EMPTY) - set(seen.forms))]
    assert not wrong, "\n".join(["see tests/form_entries.py", *wrong])


@pytest.mark.parametrize("route", sorted(EMPTY))
def test_an_empty_form_is_answered_with_errors_that_lead_to_their_inputs(world, seen, route):
    form = seen.forms[route]
    with transaction.atomic():
        answer = world.client(form.role).post(form.target, form.carried)
        transaction.set_rollback(True)
    assert answer.status_code == EMPTY[route]
    if answer.status_code == 422:
        page = Page(answer.content.decode())
        assert page.has_summary
        assert page.broken_links == []
