"""Every list of the portal keeps the same promises. A new list needs a line in tests/list_entries.py."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from core.listing.page import LISTS, ListPage
from tests.access_world import World
from tests.list_entries import ENTRIES, INSIDE_A_PAGE

pytestmark = pytest.mark.django_db
AT_MOST = 15
AROUND = 3  # the read-only transaction of every GET
NAMES = sorted(ENTRIES)


def product_lists(base=ListPage):
    for one in base.__subclasses__():
        if not one.__module__.startswith("tests."):
            yield one
        yield from product_lists(one)


@pytest.fixture
def world():
    return World()


def page_of(world, name, role=None, **query):
    return world.client(role or ENTRIES[name].role).get(reverse(name), query)


def test_every_list_has_an_entry_and_every_entry_a_list():
    get_resolver().url_patterns  # noqa: B018 imports every view
    assert sorted(name for name in LISTS if ":" in name) == NAMES, "add a line to tests/list_entries.py"
    inside = {one.__name__ for one in product_lists() if not one.__dict__.get("url_name")}
    assert inside == set(INSIDE_A_PAGE), "give the list a url_name, or say which page's tests look at it"


@pytest.mark.parametrize("name", NAMES)
def test_visitors_go_to_the_sign_in_page_and_posts_without_the_permission_nowhere(world, name):
    answer = page_of(world, name, "anonymous")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer.url
    if refused := ENTRIES[name].refused:
        assert page_of(world, name, refused).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_a_row_in_scope_is_listed_and_one_out_of_scope_is_not(world, name):
    entry = ENTRIES[name]
    own = entry.make(world, 1, True)
    strange = entry.make(world, 2, False) if entry.has_scope else ""
    text = page_of(world, name).content.decode()
    assert own in text
    assert not strange or strange not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_page_costs_the_same_with_three_rows_and_with_twenty_five(world, name):
    entry, client = ENTRIES[name], world.client(ENTRIES[name].role)
    columns = ",".join(column.key for column in LISTS[name].columns)
    counted, made = [], 0
    for wanted in (3, 25):
        for number in range(made + 10, wanted + 10):
            entry.make(world, number, True)
        made = wanted
        client.get(reverse(name))
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(reverse(name), {"cols": columns, "sort": ""})
        counted.append(len(caught) - AROUND)
    assert counted == [entry.queries, entry.queries]
    assert entry.queries <= AT_MOST


@pytest.mark.parametrize("name", NAMES)
def test_every_column_can_be_chosen_and_guarded_ones_are_not_offered(world, name):
    entry = ENTRIES[name]
    entry.make(world, 1, True)
    permissions = settings.ROLES[entry.role].permissions
    text = world.client(entry.role).get(reverse("staff:lists:columns"), {"list": name}).content.decode()
    for column in LISTS[name].columns:
        offered = f'name="col" value="{column.key}"' in text
        assert offered == (not column.permission or column.permission in permissions), column.key
