"""Security keys as a second factor: beside the authenticator app or instead of it, never the last to be dropped."""

import json
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from core.audit.models import AuditEntry
from tests.core.identity.test_second_factor import SECRET
from tests.support.security_key import SecurityKey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.STAFF_MFA_REQUIRED = True


def options(page, kind: str) -> dict:
    return page.context["js_data"][kind]["publicKey"]


def enrol(client, key, name="办公室密钥"):
    page = client.get(reverse("mfa_add_webauthn"), secure=True)
    answer = key.register(json.loads(json.dumps(dict(options(page, "creation_options")), default=str)))
    return client.post(reverse("mfa_add_webauthn"), {"name": name, "credential": answer}, secure=True)


def come_in(client, user, key, sign_in):
    sign_in(client, user.username)
    page = client.get(reverse("mfa_authenticate"), secure=True)
    answer = key.sign(dict(options(page, "request_options")))
    return client.post(reverse("mfa_authenticate"), {"credential": answer}, secure=True)


@pytest.fixture
def key():
    return SecurityKey()


@pytest.fixture
def keyed(client, clerk, sign_in, key):
    """The clerk, signed in and enrolled with a key alone."""
    sign_in(client, clerk.username)
    assert enrol(client, key).status_code == 302
    return clerk


def kinds(user) -> list[str]:
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def test_staff_may_choose_a_key_instead_of_the_app(client, clerk, sign_in, key):
    sign_in(client, clerk.username)
    assert client.get(reverse("public:seats")).url == reverse("mfa_index")
    page = client.get(reverse("mfa_index"), secure=True).content.decode()
    assert reverse("mfa_add_webauthn") in page
    assert enrol(client, key).url == reverse("mfa_view_recovery_codes")
    assert kinds(clerk) == ["recovery_codes", "webauthn"]
    assert client.get(reverse("public:seats")).status_code == 200


def test_signing_in_takes_password_and_key(client, keyed, key, sign_in):
    client.post(reverse("account_logout"))
    sign_in(client, keyed.username)
    assert client.get(reverse("public:seats")).status_code == 302
    assert come_in(client, keyed, key, sign_in).url == "/home/"
    assert client.get(reverse("public:seats")).status_code == 200


def test_another_persons_key_does_not_open(keyed, sign_in):
    stranger = Client()
    answer = come_in(stranger, keyed, SecurityKey(), sign_in)
    assert answer.status_code == 200
    assert "没有通过安全密钥验证" in answer.content.decode()
    assert "_auth_user_id" not in stranger.session


def test_an_answer_is_worth_nothing_the_second_time(client, keyed, key, sign_in):
    sign_in(first := Client(), keyed.username)
    page = first.get(reverse("mfa_authenticate"), secure=True)
    answer = key.sign(dict(options(page, "request_options")))
    assert first.post(reverse("mfa_authenticate"), {"credential": answer}, secure=True).status_code == 302
    sign_in(second := Client(), keyed.username)
    second.get(reverse("mfa_authenticate"), secure=True)
    second.post(reverse("mfa_authenticate"), {"credential": answer}, secure=True)
    assert "_auth_user_id" not in second.session


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "x",
        "1",
        "[]",
        "{}",
        "null",
        '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}}',
        "9" * 5_000,
        "9" * 30_000,
    ],
)
def test_answers_that_no_key_gave_are_refused_in_words(client, keyed, sign_in, garbage):
    stranger = Client()
    sign_in(stranger, keyed.username)
    stranger.get(reverse("mfa_authenticate"), secure=True)
    at_the_door = stranger.post(reverse("mfa_authenticate"), {"credential": garbage}, secure=True)
    inside = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": garbage}, secure=True)
    for page in (at_the_door, inside):
        assert page.status_code == 200
        assert "安全密钥" in page.content.decode()
    assert "_auth_user_id" not in stranger.session
    assert kinds(keyed) == ["recovery_codes", "webauthn"]


def test_a_forged_signature_is_refused_in_words(keyed, key, sign_in):
    stranger = Client()
    sign_in(stranger, keyed.username)
    page = stranger.get(reverse("mfa_authenticate"), secure=True)
    thief = SecurityKey()
    thief.id = key.id
    answer = stranger.post(
        reverse("mfa_authenticate"), {"credential": thief.sign(dict(options(page, "request_options")))}, secure=True
    )
    assert answer.status_code == 200
    assert "没有通过安全密钥验证" in answer.content.decode()
    assert "_auth_user_id" not in stranger.session


def test_wrong_keys_run_out_like_wrong_codes(keyed, key, sign_in):
    stranger = Client()
    for _ in range(5):
        come_in(stranger, keyed, SecurityKey(), sign_in)
    come_in(stranger, keyed, key, sign_in)
    assert "_auth_user_id" not in stranger.session


def remove(client, user):
    stored = Authenticator.objects.filter(user=user, type="webauthn").earliest("pk")
    return client.post(reverse("mfa_remove_webauthn", args=[stored.pk]), secure=True, follow=True)


def test_staff_keep_the_last_second_factor_and_may_drop_one_of_two(client, keyed):
    page = remove(client, keyed)
    assert "至少保留一种双因素方式" in page.content.decode()
    assert "webauthn" in kinds(keyed)
    TOTP.activate(keyed, SECRET)
    remove(client, keyed)
    assert kinds(keyed) == ["recovery_codes", "totp"]
    client.post(reverse("mfa_deactivate_totp"), secure=True)
    assert kinds(keyed) == ["recovery_codes", "totp"]


def test_an_organizations_person_may_drop_her_key_and_the_codes_go_with_it(client, wang, sign_in, key):
    sign_in(client, "wang.ke")
    enrol(client, key)
    remove(client, wang)
    assert kinds(wang) == []


def test_a_key_is_renamed_by_its_owner_only(client, keyed, wang, sign_in):
    stored = Authenticator.objects.get(user=keyed, type="webauthn")
    url = reverse("mfa_edit_webauthn", args=[stored.pk])
    assert client.post(url, {"name": "随身密钥"}, secure=True).status_code == 302
    assert "随身密钥" in client.get(reverse("mfa_list_webauthn"), secure=True).content.decode()
    sign_in(other := Client(), "wang.ke")
    assert other.post(url, {"name": "偷"}, secure=True).status_code == 404
    assert other.post(reverse("mfa_remove_webauthn", args=[stored.pk]), secure=True).status_code == 404


def test_long_after_signing_in_the_key_confirms_who_it_is(client, keyed, key):
    with time_machine.travel(time.time() + 20 * 60, tick=True):
        asked = client.get(reverse("mfa_add_webauthn"), secure=True)
        assert "reauthenticate" in asked.url
        confirm = reverse("mfa_reauthenticate_webauthn") + "?next=" + reverse("mfa_add_webauthn")
        page = client.get(confirm, secure=True)
        wrong = client.post(
            confirm, {"credential": SecurityKey().sign(dict(options(page, "request_options")))}, secure=True
        )
        assert "没有通过安全密钥验证" in wrong.content.decode()
        page = client.get(confirm, secure=True)
        answer = client.post(confirm, {"credential": key.sign(dict(options(page, "request_options")))}, secure=True)
        assert answer.url == reverse("mfa_add_webauthn")
        assert client.get(reverse("mfa_add_webauthn"), secure=True).status_code == 200


@pytest.mark.parametrize(
    ("host", "secure", "words"),
    [
        ("127.0.0.1", False, "改为 localhost"),
        ("10.1.2.3", True, "不能用于 IP 地址"),
        ("portal.invalid", False, "HTTPS"),
        ("localhost", False, ""),
        ("portal.invalid", True, ""),
    ],
)
def test_where_no_key_can_work_the_page_says_what_to_do(client, wang, sign_in, settings, host, secure, words):
    settings.ALLOWED_HOSTS = ["*"]
    sign_in(client, "wang.ke")
    for name in ("mfa_index", "mfa_add_webauthn", "mfa_list_webauthn"):
        page = client.get(reverse(name), secure=secure, headers={"Host": host})
        assert page.context["why_no_keys"] == "" if not words else words in page.content.decode(), name


def test_every_change_is_logged(client, keyed, sign_in):
    TOTP.activate(keyed, SECRET)
    remove(client, keyed)
    lines = AuditEntry.objects.filter(action__startswith="second_factor").order_by("pk")
    assert [(line.action, line.detail.get("kind"), line.user_id) for line in lines] == [
        ("second_factor.add", "webauthn", keyed.pk),
        ("second_factor.add", "recovery_codes", keyed.pk),
        ("second_factor.add", "totp", None),
        ("second_factor.remove", "webauthn", keyed.pk),
    ]
