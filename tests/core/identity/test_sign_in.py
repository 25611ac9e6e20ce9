"""Signing in: by user name only, a closed set of pages, one lockout page."""
import pytest
from django.urls import reverse

from core.identity.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "Lantern-7-river"  # noqa: S105


@pytest.fixture
def wang():
    user = User.objects.create_user("wang.ke", password=PASSWORD, name="王珂")
    return user


def sign_in(client, username, password):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def test_a_person_signs_in_by_user_name(client, wang):
    answer = sign_in(client, "wang.ke", PASSWORD)
    assert answer.status_code == 302
    assert answer.url == "/home/"
    assert client.session["_auth_user_id"] == str(wang.pk)
