"""Signing in: by user name only, a closed set of pages, one lockout page whoever counted."""

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.urls import reverse

from core.identity.models import User
from tests.core.identity.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_signs_in_by_user_name_and_lands_on_the_home_page(client, wang, sign_in):
    answer = sign_in(client, "wang.ke")
    assert (answer.status_code, answer.url) == (302, "/home/")
    assert client.session["_auth_user_id"] == str(wang.pk)


def test_an_e_mail_address_is_no_user_name(client, wang, sign_in):
    User.objects.filter(pk=wang.pk).update(email="wang@demo.invalid")
    assert sign_in(client, "wang@demo.invalid").status_code != 302
    assert not is_in(client)


def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(client, wang, sign_in):
    wrong_password = sign_in(client, "wang.ke", "Wrong-pass-9").content.decode()
    wrong_name = sign_in(client, "nobody.here", "Wrong-pass-9").content.decode()
    assert "用户名或密码不正确" in wrong_password
    assert "用户名或密码不正确" in wrong_name


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "login/code/",
        "login/code/confirm/",
        "social/login/cancelled/",
        "3rdparty/",
        "2fa/webauthn/",
        "2fa/trust/",
        "",
    ],
)
def test_what_allauth_offers_beyond_the_closed_set_does_not_exist(client, path):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_the_backend_that_counts_failures_asks_first_and_passwords_are_argon2():
    from config.settings import base

    assert settings.AUTHENTICATION_BACKENDS[0] == "axes.backends.AxesStandaloneBackend"
    assert base.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def fail(client, sign_in, username, times):
    for _ in range(times):
        answer = sign_in(client, username, "Wrong-pass-9")
    return answer


def test_five_failures_lock_the_account_even_for_the_right_password(client, wang, sign_in):
    answer = fail(client, sign_in, "wang.ke", 5)
    assert answer.status_code == 429
    right = sign_in(client, "wang.ke")
    assert right.status_code == 429
    assert not is_in(client)
    assert "pages/locked_out.html" in [template.name for template in right.templates]


def test_four_failures_do_not(client, wang, sign_in):
    fail(client, sign_in, "wang.ke", 4)
    assert sign_in(client, "wang.ke").status_code == 302


def test_another_spelling_of_the_same_name_is_the_same_account_to_the_lock(client, wang, sign_in):
    for name in ("wang.ke", "Wang.Ke", "WANG.KE", " wang.ke", "wang.KE"):
        sign_in(client, name, "Wrong-pass-9")
    assert sign_in(client, "wang.ke").status_code == 429


def test_one_locked_account_does_not_lock_another(client, wang, sign_in):
    fail(client, sign_in, "somebody.else", 6)
    assert sign_in(client, "wang.ke").status_code == 302


def test_too_many_tries_from_one_address_meet_the_same_page(client, wang, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip"}
    for _ in range(3):
        client.post(reverse("account_login"), {"login": "", "password": ""})
    answer = client.post(reverse("account_login"), {"login": "wang.ke", "password": PASSWORD})
    assert answer.status_code == 429
    assert "pages/locked_out.html" in [template.name for template in answer.templates]


def test_a_forged_forwarding_header_does_not_change_the_address_that_is_counted(client, wang, sign_in):
    client.post(
        reverse("account_login"),
        {"login": "wang.ke", "password": "Wrong-pass-9"},
        headers={"X-Forwarded-For": "203.0.113.7"},
    )
    assert AccessAttempt.objects.get().ip_address == "127.0.0.1"


def test_behind_one_proxy_the_address_it_saw_is_counted(client, wang, settings):
    settings.PROXY_HOPS = 1
    client.post(
        reverse("account_login"),
        {"login": "wang.ke", "password": "Wrong-pass-9"},
        headers={"X-Forwarded-For": "203.0.113.7, 198.51.100.9"},
    )
    assert AccessAttempt.objects.get().ip_address == "198.51.100.9"


def test_a_locked_account_ends_its_session_at_once(client, wang, sign_in):
    sign_in(client, "wang.ke")
    User.objects.filter(pk=wang.pk).update(is_active=False)
    assert client.get(reverse("public:seats")).status_code == 302
    assert sign_in(client, "wang.ke").url == reverse("account_inactive")


def test_signing_out_takes_a_post(client, wang):
    client.force_login(wang, backend=settings.AUTHENTICATION_BACKENDS[1])
    client.get(reverse("account_logout"))
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_the_address_after_sign_in_never_leads_elsewhere(client, wang):
    answer = client.post(
        reverse("account_login"), {"login": "wang.ke", "password": PASSWORD, "next": "https://example.invalid/"}
    )
    assert answer.url == "/home/"
