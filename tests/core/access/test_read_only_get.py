"""A GET cannot write: PostgreSQL refuses, however it is tried."""

import pytest
from django.contrib.sessions.models import Session
from django.db import InternalError, connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from core.departments.models import Region
from tests.core.access.routes import FUNCTION, WRITES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _function(db):
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)


@pytest.mark.parametrize("how", sorted(WRITES))
def test_a_get_that_writes_fails_in_the_database(client, how):
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        client.get(reverse("t_write", args=[how]))
    assert isinstance(caught.value.__cause__.__context__ or caught.value, DatabaseError | Exception)
    assert "read-only transaction" in str(caught.value) or "aborted" in str(caught.value)
    assert not Region.objects.filter(code="999999999999").exists()


def test_head_and_options_are_no_way_round(client):
    for method in ("head", "options"):
        with pytest.raises(InternalError, match="read-only"), transaction.atomic():
            getattr(client, method)(reverse("t_write", args=["orm"]))


def test_a_post_writes(client):
    assert client.post(reverse("t_write", args=["orm"])).content == b"written"
    assert Region.objects.filter(code="999999999999").exists()


def test_after_a_get_the_connection_writes_again(client):
    client.get(reverse("t_remember"))
    Region.objects.create(code="999999999998", name="有", level=4)


def test_the_session_and_its_messages_are_saved_on_a_get(client):
    """The honest exception: saved by the middleware around the read-only transaction."""
    client.get(reverse("t_remember"))
    assert client.session["seen"] is True
    assert Session.objects.count() == 1
    assert client.get("/").status_code == 200


def test_an_api_view_cannot_write_on_a_get_either(client, bureau, token):
    with pytest.raises(InternalError, match="read-only"), transaction.atomic():
        client.get("/t/api/sneaky/", headers={"Authorization": f"Bearer {token}"})
