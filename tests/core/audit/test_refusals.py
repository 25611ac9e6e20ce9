"""Attempts that were refused stand in the log although their request was rolled back."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from core.audit import actions
from core.audit.models import AuditEntry
from tests.support.offices import office, sat

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return sat(office(), "grid_officer")


def refused():
    return list(AuditEntry.objects.filter(action="access.refused").order_by("pk"))


def test_a_missing_permission_is_recorded_with_route_and_seat(officer):
    actor, client = officer
    assert client.get("/staff/audit/").status_code == 403
    [entry] = refused()
    assert (entry.user_id, entry.seat_key, entry.outcome) == (actor.user_id, actor.seat_key, "403")
    assert entry.detail == {"route": "staff:audit:list", "method": "GET"}
    assert entry.ip == "127.0.0.1"
    assert entry.request_id


def test_a_row_that_is_out_of_scope_or_missing_is_recorded_with_its_number():
    actor, client = sat(office(), "registry_clerk")
    assert client.get("/staff/worklist/987654/").status_code == 404
    [entry] = refused()
    assert (entry.outcome, entry.detail["pk"]) == ("404", 987654)


def test_a_page_that_does_not_exist_is_nobodys_refusal(officer):
    _, client = officer
    assert client.get("/staff/nothing-here/").status_code == 404
    assert refused() == []


def test_a_post_without_its_token_is_recorded_even_without_an_account():
    client = Client(enforce_csrf_checks=True)
    assert client.post("/notices/read/").status_code == 403
    [entry] = refused()
    assert (entry.user_id, entry.outcome) == (None, "403")


def test_a_fragment_request_after_the_session_ended_is_recorded():
    assert Client().get("/staff/jobs/", headers={"HX-Request": "true"}).status_code == 401
    assert [entry.outcome for entry in refused()] == ["401"]


def test_one_address_without_an_account_cannot_flood_the_log(monkeypatch):
    monkeypatch.setattr(actions, "ANONYMOUS_PER_MINUTE", 3)
    cache.clear()
    client = Client(enforce_csrf_checks=True)
    for _ in range(6):
        client.post("/notices/read/")
    assert len(refused()) == 3


def test_the_line_survives_the_rollback_of_its_request(officer, monkeypatch):
    """A view that wrote something and was then refused leaves only the refusal."""
    from core.audit import staff_views
    from core.audit.verify import AuditCheck

    _, client = officer
    assert staff_views
    before = AuditCheck.objects.count()
    assert client.post("/staff/audit/checks/now/").status_code == 403
    assert AuditCheck.objects.count() == before
    assert len(refused()) == 1


def test_a_refusal_that_cannot_be_recorded_still_answers(officer, monkeypatch):
    _, client = officer

    def broken(*args, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("select broken")

    monkeypatch.setattr(actions, "record", broken)
    assert client.get("/staff/audit/").status_code == 403
