"""Public pages are kept for a moment; nobody gets a page that was drawn for somebody."""

import uuid

import pytest

from registry.organizations import actions
from tests.support.bureau import BACKEND, SETUP

SEARCH = "/search/"


@pytest.fixture(autouse=True)
def forget(settings, monkeypatch):
    """Keeps pages apart from those of other tests; called, it forgets what was kept."""
    settings.PUBLIC_PAGES_KEPT = 30

    def forget():
        monkeypatch.setattr("core.pages.kept.PREFIX", f"test-{uuid.uuid4()}")

    forget()
    return forget


def test_a_second_visitor_gets_the_page_without_a_question_to_the_register(
    client, bureau, django_assert_max_num_queries
):
    bureau.register("霁川市茶业协会", region_id=bureau.wanglan.pk)
    first = client.get(SEARCH, {"q": "茶业"})
    with django_assert_max_num_queries(3):  # the read-only transaction around every GET
        second = client.get(SEARCH, {"q": "茶业"})
    assert second.content == first.content
    assert second["Cache-Control"] == first["Cache-Control"]


def test_after_its_moment_the_page_is_drawn_anew(client, bureau, forget):
    tea = bureau.register("霁川市茶业协会", region_id=bureau.wanglan.pk)
    client.get(SEARCH, {"q": "茶"})
    actions.rename(tea, actor=SETUP, name="霁川市茶业联合会", valid_from=tea.registered_on.replace(year=2020))
    assert "霁川市茶业协会" in client.get(SEARCH, {"q": "茶"}).content.decode()
    forget()
    assert "霁川市茶业联合会" in client.get(SEARCH, {"q": "茶"}).content.decode()


def test_large_print_and_other_questions_are_pages_of_their_own(client, bureau):
    bureau.register("霁川市茶业协会", region_id=bureau.wanglan.pk)
    plain = client.get(SEARCH, {"q": "茶"}).content.decode()
    assert "霁川市茶业协会" not in client.get(SEARCH, {"q": "钟"}).content.decode()
    client.cookies["elder"] = "1"
    assert 'data-elder="1"' not in plain
    assert 'data-elder="1"' in client.get(SEARCH, {"q": "茶"}).content.decode()


def test_a_page_of_a_signed_in_person_is_never_kept_nor_given_a_kept_one(client, bureau):
    bureau.register("霁川市茶业协会", region_id=bureau.wanglan.pk)
    clerk = bureau.seat("registry_clerk", bureau.bureau).user
    client.force_login(clerk, backend=BACKEND)
    own = client.get(SEARCH, {"q": "茶"}).content.decode()
    client.logout()
    client.cookies.clear()
    open_page = client.get(SEARCH, {"q": "茶"}).content.decode()
    assert clerk.name in own
    assert clerk.name not in open_page
    client.force_login(clerk, backend=BACKEND)
    assert clerk.name in client.get(SEARCH, {"q": "茶"}).content.decode()
