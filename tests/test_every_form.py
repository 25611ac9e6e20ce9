"""Every form of the portal keeps the same promises. A new form needs a line in tests/form_entries.py.

Forms are found on the pages themselves: each role's pages are opened, and what stands on them is read.
"""

from dataclasses import dataclass, field
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

    def lacking_token(self) -> list[tuple[str, str]]:
        lacking = {(route, target) for route, target in self.without_token if target not in WITHOUT_TOKEN}
        return sorted(lacking - WITHOUT_NETWORK)


@pytest.fixture(scope="module")
def seen(world, django_db_blocker) -> Seen:
    seen = Seen()
    with django_db_blocker.unblock():
        for role in ROLES:
            for address, page in pages(world, role):
                seen.look_at(role, address, page)
    return seen


def test_every_form_keeps_the_promises_of_all_forms(world, seen):
    """One test, because opening the pages takes minutes and makes the rows that the forms are about."""
    faults = [
        *(f"{route}: {words} without a label" for route, words in seen.unlabelled.items()),
        *(f"{route}: the form to {target} carries no token" for route, target in seen.lacking_token()),
        *(f"{route}: no entry in tests/form_entries.py" for route in sorted(set(seen.forms) - set(EMPTY))),
        *(f"{route}: an entry, and no page with the form" for route in sorted(set(EMPTY) - set(seen.forms))),
    ]
    for route in sorted(set(EMPTY) & set(seen.forms)):
        faults += [f"{route}: {fault}" for fault in faults_of_an_empty_form(world, seen.forms[route], EMPTY[route])]
    assert not faults, "\n".join(faults)


def faults_of_an_empty_form(world, form: Found, expected: int) -> list[str]:
    """Answered as its entry says; with errors that lead to their inputs where the page comes again."""
    with transaction.atomic():
        answer = world.client(form.role).post(form.target, form.carried)
        transaction.set_rollback(True)
    if answer.status_code != expected:
        return [f"an empty form is answered with {answer.status_code}, not {expected}"]
    if answer.status_code != 422:
        return []
    page = Page(answer.content.decode())
    return [*([] if page.has_summary else ["no summary of errors"]), *page.broken_links]
