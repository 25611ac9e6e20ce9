"""What a password must be, when it must be changed, and the one-time codes that set it."""

import datetime

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from core import clock
from core.identity import actions, codes
from core.identity.models import AccountKey, PasswordUsed, User
from tests.core.identity.conftest import PASSWORD

pytestmark = pytest.mark.django_db
CHANGE = "account_change_password"


@pytest.mark.parametrize("weak", ["short-A1", "alllowercaseletters", "lowercase1234", "UPPER-ONLY-"])
def test_weak_passwords_are_refused(weak):
    user = User(username="sun.yu", name="孙屿")
    with pytest.raises(ValidationError):
        validate_password(weak, user)


@pytest.mark.parametrize("good", ["Lantern-7-river", "lantern7river!", "霁川 lantern 7 river"])
def test_three_classes_of_characters_are_enough(good):
    validate_password(good, User(username="sun.yu", name="孙屿"))


def test_the_last_five_passwords_are_not_taken_again_and_the_sixth_is(wang):
    used = [PASSWORD] + [f"Harbour-{n}-gate" for n in range(5)]
    for password in used[1:]:
        wang.set_password(password)
        wang.save()
    for password in used[1:]:
        with pytest.raises(ValidationError, match="最近 5 次"):
            validate_password(password, wang)
    validate_password(PASSWORD, wang)


def test_former_passwords_lie_hashed(wang):
    assert PASSWORD not in PasswordUsed.objects.get(user=wang).password


def change(client, old, new):
    return client.post(reverse(CHANGE), {"oldpassword": old, "password1": new, "password2": new})


def test_a_password_that_must_be_changed_comes_first(client, wang, sign_in):
    User.objects.filter(pk=wang.pk).update(must_change_password=True)
    sign_in(client, "wang.ke")
    assert client.get(reverse("public:seats")).url == reverse(CHANGE)
    assert client.get(reverse("mfa_index")).url == reverse(CHANGE)
    assert change(client, PASSWORD, "Harbour-9-gate").status_code == 302
    assert client.get(reverse("public:seats")).status_code == 200


def test_changing_the_password_keeps_this_session_where_one_session_is_the_rule(client, wang, sign_in, settings):
    settings.ONE_SESSION_PER_ACCOUNT = True
    sign_in(client, "wang.ke")
    change(client, PASSWORD, "Harbour-9-gate")
    assert client.get(reverse("public:seats")).status_code == 200


def age(user, days):
    User.objects.filter(pk=user.pk).update(password_changed_at=clock.real_now() - datetime.timedelta(days=days))


def test_a_staff_password_of_91_days_must_be_changed_one_of_89_not(client, clerk, sign_in, settings):
    settings.PASSWORD_MAX_AGE_DAYS = 90
    age(clerk, 89)
    sign_in(client, clerk.username)
    assert client.get(reverse("public:seats")).status_code == 200
    age(clerk, 91)
    assert client.get(reverse("public:seats")).url == reverse(CHANGE)


def test_an_organization_keeps_its_password(client, wang, sign_in, settings):
    settings.PASSWORD_MAX_AGE_DAYS = 90
    age(wang, 400)
    sign_in(client, "wang.ke")
    assert client.get(reverse("public:seats")).status_code == 200


def start(client, username, code, password="Harbour-9-gate"):  # noqa: S107
    return client.post(
        reverse("account_start"),
        {"username": username, "code": code, "password1": password, "password2": password},
    )


@pytest.fixture
def key(bureau, wang):
    return actions.issue_key(wang, actor=bureau.actor("system_admin", bureau.bureau))


def test_a_code_sets_the_password_however_it_is_typed(client, wang, key, sign_in):
    answer = start(client, "Wang.Ke", f" {codes.spaced(key).lower()} ")
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    assert sign_in(client, "wang.ke", "Harbour-9-gate").status_code == 302
    assert sign_in(Client(), "wang.ke", PASSWORD).status_code != 302


def test_a_code_works_once(client, wang, key):
    assert start(client, "wang.ke", key).status_code == 302
    assert start(client, "wang.ke", key, "Another-4-gate").status_code == 422


def test_a_new_code_makes_the_former_one_worthless(client, wang, key, bureau):
    second = actions.issue_key(wang, actor=bureau.actor("system_admin", bureau.bureau))
    assert start(client, "wang.ke", key).status_code == 422
    assert start(client, "wang.ke", second).status_code == 302


def test_an_expired_code_a_wrong_code_and_a_wrong_name_get_the_same_sentence(client, wang, key):
    pages = [start(client, "wang.ke", "0" * 12), start(client, "no.body", key)]
    AccountKey.objects.update(expires_at=clock.now() - datetime.timedelta(seconds=1))
    pages.append(start(client, "wang.ke", key))
    assert [page.status_code for page in pages] == [422, 422, 422]
    assert all("用户名或启用码不正确，或启用码已使用、已过期" in page.content.decode() for page in pages)


def test_a_weak_password_does_not_use_up_the_code(client, wang, key):
    assert start(client, "wang.ke", key, "weakweakweak").status_code == 422
    assert start(client, "wang.ke", key).status_code == 302


def test_the_old_password_works_until_the_code_is_used(client, wang, key, sign_in):
    assert sign_in(client, "wang.ke", PASSWORD).status_code == 302


def test_guessing_codes_of_one_account_is_stopped(client, wang, key):
    answers = [start(client, "wang.ke", "0" * 12).status_code for _ in range(9)]
    assert answers[-1] == 429
    assert start(client, "wang.ke", key).status_code == 429


def test_codes_have_no_letters_that_read_like_digits():
    seen = set("".join(codes.generate() for _ in range(300)))
    assert seen == set(codes.ALPHABET)
    assert not seen & set("ILOU")


def test_misread_letters_mean_what_was_printed():
    assert codes.normalize("oOiIlL uU-aa") == "001111VVAA"


def test_the_form_says_the_rules_in_one_sentence_and_tells_a_password_manager_what_is_what(client, wang, sign_in):
    sign_in(client, "wang.ke")
    page = client.get(reverse(CHANGE)).content.decode()
    assert "至少 10 个字符" in page
    assert page.count('autocomplete="new-password"') == 2
    assert page.count('autocomplete="current-password"') == 1
    assert "placeholder=" not in page.split("<main", 1)[1]
