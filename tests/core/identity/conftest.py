import pytest
from django.urls import reverse

from core.identity.models import User
from tests.support.bureau import Bureau

PASSWORD = "Lantern-7-river"  # noqa: S105


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def wang(db):
    """A person without any seat."""
    user = User(username="wang.ke", name="王珂")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def clerk(bureau):
    """A person of the bureau who has a password."""
    user = bureau.seat("registry_clerk", bureau.bureau).user
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def sign_in():
    def sign_in(client, username, password=PASSWORD):
        return client.post(reverse("account_login"), {"login": username, "password": password})

    return sign_in


@pytest.fixture
def administrators(bureau):
    """The three: clients of the system, the security and the audit administrator."""
    return {role: bureau.client(role, bureau.bureau) for role in ("system_admin", "security_admin", "audit_admin")}
