"""List pages read by other systems: rows, filters and reach are those of the page, and no number leaves."""

import re

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver, resolve, reverse

from core.api.lists import PageListApi
from core.api_tokens.states import TokenScope
from registry.certificates.models import Certificate
from registry.organization_tags.models import Tag
from tests.access_world import World
from tests.list_entries import ENTRIES, organization
from tests.support import officers
from tests.support.api import Caller, a_token

pytestmark = pytest.mark.django_db
ID_NUMBER, PHONE = re.compile(r"\d{17}[\dXx]"), re.compile(r"1[3-9]\d{9}")


def _views(patterns=None, namespace=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", None)
            if view and issubclass(view, PageListApi):
                yield f"{namespace}{pattern.name}", view
        else:
            yield from _views(pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else "")


VIEWS = dict(_views())
NAMES = sorted(VIEWS)


@pytest.fixture
def world():
    return World()


def caller(world, client, view, **given) -> Caller:
    """A token of the office that reads the list as a seat."""
    role = ENTRIES[view.page.url_name].role
    office, kind = world.bureau.wanglan_bureau, TokenScope.AUTHORITY
    if role == "department_officer":
        office, kind = world.bureau.commerce, TokenScope.RESPONSIBILITY
    if role == "party_officer":
        office, kind = world.bureau.party_committee, TokenScope.PARTY
    given = {"department": office, "scope_kind": kind, "scopes": [view.permission], **given}
    return Caller(client, a_token(world.bureau, **given))


def test_the_lists_of_the_house_are_there():
    assert len(NAMES) >= 18


@pytest.mark.parametrize("name", NAMES)
def test_it_takes_the_permission_of_its_page_and_api_clients_may_be_given_it(name):
    view = VIEWS[name]
    assert resolve(reverse(view.page.url_name)).func.access_rule == ("staff", view.permission)
    assert view.permission in settings.ROLES["api_client"].permissions


@pytest.mark.parametrize("name", NAMES)
def test_a_row_in_reach_is_answered_in_list_and_alone_and_one_out_of_reach_in_neither(world, client, name):
    view, entry = VIEWS[name], ENTRIES[VIEWS[name].page.url_name]
    own = entry.make(world, 1, True)
    strange = entry.make(world, 2, False) if entry.has_scope else ""
    call = caller(world, client, view)
    rows = call.rows(reverse(name))
    text = str(rows)
    assert own in text
    assert not strange or strange not in text
    assert not ID_NUMBER.search(text)
    assert not PHONE.search(text)
    for row in rows[:3]:
        assert set(row) == set(view.row().fields), "the description names what is answered, nothing else"
        assert call.get(reverse(name.replace(":list", ":detail"), args=[row["id"]])).json() == row
    everything = caller(world, client, view, scope_kind=TokenScope.ALL, department=world.bureau.industry)
    other = [row["id"] for row in everything.rows(reverse(name)) if strange and strange in str(row)]
    for pk in other:
        assert call.get(reverse(name.replace(":list", ":detail"), args=[pk])).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_without_the_permission_there_is_nothing(world, client, name):
    wrong = "approvals.view" if VIEWS[name].permission != "approvals.view" else "organizations.view"
    assert caller(world, client, VIEWS[name], scopes=[wrong]).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_unknown_parameters_and_columns_are_refused(world, client, name):
    call = caller(world, client, VIEWS[name])
    for query in ({"nonsense": "1"}, {"sort": "name"}, {"cols": "id_number"}):
        assert call.get(reverse(name), **query).status_code == 400


@pytest.mark.parametrize("name", [name for name in NAMES if VIEWS[name].day_parameter])
def test_a_past_day_is_read_and_a_day_to_come_refused(world, client, name):
    ENTRIES[VIEWS[name].page.url_name].make(world, 1, True)
    call = caller(world, client, VIEWS[name])
    assert call.rows(reverse(name), as_of="1990-01-01") == []
    assert call.get(reverse(name), as_of="2990-01-01").status_code == 400
    assert call.get(reverse(name), as_of="2026年1月1日").status_code == 400


def test_choices_are_codes_links_are_ids_and_dates_are_dates(world, client):
    ENTRIES["staff:certificates:list"].make(world, 1, True)
    [row] = caller(world, client, VIEWS["api:certificates:list"]).rows(reverse("api:certificates:list"))
    found = Certificate.objects.get(pk=row["id"])
    assert row["issue_reason"] == found.issue_reason
    assert row["organization_id"] == found.organization_id
    assert row["valid_from"] == found.valid_from.isoformat()


def test_the_filters_are_those_of_the_page(world, client):
    for number in (1, 2):
        ENTRIES["staff:branches:list"].make(world, number, True)
    call = caller(world, client, VIEWS["api:branches:list"])
    assert len(call.rows(reverse("api:branches:list"), kind="branch", size=1)) == 2
    assert call.rows(reverse("api:branches:list"), kind="special_fund") == []
    assert call.rows(reverse("api:branches:list"), established_before="1990-01-01") == []
    assert call.get(reverse("api:branches:list"), has_seal="perhaps").status_code == 400
    assert call.get(reverse("api:branches:list"), kind="perhaps").status_code == 400


def test_a_post_names_the_person_and_none_of_her_numbers(world, client):
    officers.load()
    subject = organization(world, 1, True)
    officers.appoint(subject, "陆知秋", "chair")
    [row] = caller(world, client, VIEWS["api:officers:list"]).rows(reverse("api:officers:list"))
    assert (row["person"], row["organization_id"]) == ("陆知秋", subject.pk)
    assert not {"id_number", "phone", "age"} & set(row)


def test_what_an_office_keeps_for_itself_is_read_by_its_own_tokens_alone(world, client):
    Tag.objects.create(department=world.bureau.yanhai_bureau, label="别局标签")
    ENTRIES["staff:worklist:list"].make(world, 1, False)
    for name in ("api:organization_tags:list", "api:worklist:list"):
        assert caller(world, client, VIEWS[name], scope_kind=TokenScope.ALL).rows(reverse(name)) == []


def test_a_token_of_one_territory_reads_no_work_list(world, client):
    ENTRIES["staff:worklist:list"].make(world, 1, True)
    name = "api:worklist:list"
    territory = {"scope_kind": TokenScope.TERRITORY, "region": world.bureau.wanglan}
    assert caller(world, client, VIEWS[name], **territory).rows(reverse(name)) == []


def test_numbers_are_read_as_written(world, client):
    call = caller(world, client, VIEWS["api:community_orgs:list"])
    address = reverse("api:community_orgs:list")
    assert call.get(address, members_min="10").status_code == 200
    assert call.get(address, members_min="1e9999").status_code == 400
    assert call.get(address, filed_after="2026/1/1").status_code == 400
