"""The second factor: mandatory on the staff side, encrypted at rest, taken away only by two persons."""

import json
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.urls import reverse

from core.identity.models import User
from core.privacy import sealing
from tests.core.identity.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.STAFF_MFA_REQUIRED = True


def code_of(secret=SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def enrolled(clerk):
    TOTP.activate(clerk, SECRET)
    return clerk


def test_staff_without_a_second_factor_can_only_enrol_change_the_password_or_leave(client, clerk, sign_in):
    sign_in(client, clerk.username)
    for name in ("public:seats", "staff:accounts:list", "mfa_list_webauthn", "mfa_view_recovery_codes"):
        answer = client.get(reverse(name))
        assert (answer.status_code, answer.url) == (302, reverse("mfa_index")), name
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.get(reverse("account_change_password")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_a_fragment_is_sent_there_as_a_whole_page(client, clerk, sign_in):
    sign_in(client, clerk.username)
    answer = client.get(reverse("public:seats"), headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == reverse("mfa_index")


def test_an_organization_may_do_without(client, wang, sign_in):
    sign_in(client, "wang.ke")
    assert client.get(reverse("public:seats")).status_code == 200


def test_the_demo_may_do_without(client, clerk, sign_in, settings):
    settings.STAFF_MFA_REQUIRED = False
    sign_in(client, clerk.username)
    assert client.get(reverse("public:seats")).status_code == 200


def test_enrolling_opens_the_portal_and_shows_recovery_codes(client, clerk, sign_in):
    sign_in(client, clerk.username)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert (answer.status_code, answer.url) == (302, reverse("mfa_view_recovery_codes"))
    codes = RecoveryCodes(Authenticator.objects.get(user=clerk, type="recovery_codes")).get_unused_codes()
    assert client.get(answer.url).status_code == 200
    page = client.post(answer.url)
    assert all(code in page.content.decode() for code in codes)
    assert client.get(reverse("public:seats")).status_code == 200


def test_secrets_lie_encrypted_and_bound_to_their_place(enrolled):
    RecoveryCodes.activate(enrolled)
    for stored in Authenticator.objects.filter(user=enrolled):
        text = stored.data.get("secret") or stored.data["seed"]
        assert SECRET not in text
        assert TOTP(stored).validate_code(code_of()) if stored.type == "totp" else stored.wrap().get_unused_codes()
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealing.seal(SECRET, bound_to="core.User.phone"), bound_to="mfa.Authenticator.data")


def test_the_secret_waits_sealed_in_the_session_until_its_first_code(client, clerk, sign_in):
    sign_in(client, clerk.username)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert secret not in json.dumps(dict(client.session.items()))
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.context["form"].secret == secret, "the picture stays the one that was scanned"
    assert client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}).status_code == 302
    assert TOTP(Authenticator.objects.get(user=clerk, type="totp")).validate_code(code_of(secret))
    assert "mfa.totp.secret" not in client.session


def show_codes(client) -> list[str]:
    return client.post(reverse("mfa_view_recovery_codes")).context["codes"]


def test_recovery_codes_are_shown_once_on_a_click_and_a_new_set_can_be_made(client, wang, sign_in):
    TOTP.activate(wang, SECRET)
    first = RecoveryCodes.activate(wang).get_unused_codes()
    sign_in(client, "wang.ke")
    client.post(reverse("mfa_authenticate"), {"code": code_of()})
    assert first[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert show_codes(client) == first
    assert client.post(reverse("mfa_view_recovery_codes")).status_code == 409
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert first[0] not in again
    assert "已经显示过" in again
    assert client.post(reverse("mfa_generate_recovery_codes")).url == reverse("mfa_view_recovery_codes")
    second = show_codes(client)
    assert len(second) == len(first)
    assert not set(first) & set(second)


def test_long_after_signing_in_the_codes_are_shown_only_for_the_password(client, wang, sign_in):
    TOTP.activate(wang, SECRET)
    RecoveryCodes.activate(wang)
    sign_in(client, "wang.ke")
    client.post(reverse("mfa_authenticate"), {"code": code_of()})
    with time_machine.travel(time.time() + 20 * 60, tick=True):
        for answer in (
            client.get(reverse("mfa_view_recovery_codes")),
            client.post(reverse("mfa_view_recovery_codes")),
        ):
            assert answer.status_code == 302
            assert "reauthenticate" in answer.url


def test_signing_in_takes_password_and_code(client, enrolled, sign_in):
    answer = sign_in(client, enrolled.username)
    assert (answer.status_code, answer.url) == (302, reverse("mfa_authenticate"))
    assert client.get(reverse("public:seats")).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_of()})
    assert client.get(reverse("public:seats")).status_code == 200


def test_a_code_works_once(client, enrolled, sign_in):
    code = code_of()
    sign_in(client, enrolled.username)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_logout"))
    sign_in(client, enrolled.username)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get(reverse("public:seats")).status_code == 302


def test_wrong_codes_run_out_long_before_they_could_be_guessed(client, enrolled, sign_in):
    """axes never sees second factors; allauth's own limit per account stands."""
    sign_in(client, enrolled.username)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_of()})
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(client, enrolled, sign_in):
    code = RecoveryCodes.activate(enrolled).get_unused_codes()[0]
    for expected in (200, 302):
        sign_in(client, enrolled.username)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(reverse("public:seats")).status_code == expected
        client.post(reverse("account_logout"))


def enter(client, user, sign_in):
    sign_in(client, user.username)
    client.post(reverse("mfa_authenticate"), {"code": code_of()})


def test_staff_cannot_drop_the_second_factor_themselves(client, enrolled, sign_in):
    enter(client, enrolled, sign_in)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=enrolled, type="totp").exists()


@pytest.fixture
def admins(bureau, settings):
    """Administrators with their own second factor, signed in."""
    made = {}
    for key, role in (("asks", "system_admin"), ("decides", "security_admin"), ("also", "security_admin")):
        client = bureau.client(role, bureau.bureau)
        user = User.objects.get(pk=client.session["_auth_user_id"])
        TOTP.activate(user, SECRET)
        made[key] = client
    return made


def test_two_persons_reset_it_and_the_person_must_enrol_anew(client, enrolled, admins, sign_in):
    enter(client, enrolled, sign_in)
    assert client.get(reverse("public:seats")).status_code == 200
    admins["asks"].post(
        reverse("staff:accounts:request_reset", args=[enrolled.pk]), {"comment": "手机遗失，已当面核实"}
    )
    reset = enrolled.mfa_resets.get()
    admins["decides"].post(reverse("staff:accounts:resets:approve", args=[reset.pk]))
    reset.refresh_from_db()
    assert reset.state == "done"
    assert not Authenticator.objects.filter(user=enrolled).exists()
    assert client.get(reverse("public:seats")).status_code == 302, "the old session is over"
    sign_in(client, enrolled.username, PASSWORD)
    assert client.get(reverse("public:seats")).url == reverse("mfa_index")


def test_who_asks_for_a_reset_cannot_approve_it(enrolled, admins, bureau):
    admins["asks"].post(reverse("staff:accounts:request_reset", args=[enrolled.pk]), {"comment": "遗失"})
    reset = enrolled.mfa_resets.get()
    answer = admins["asks"].post(reverse("staff:accounts:resets:approve", args=[reset.pk]))
    assert answer.status_code == 403
    reset.refresh_from_db()
    assert reset.state == "requested"


def test_nobody_approves_a_reset_of_the_own_account(admins, bureau):
    decider = User.objects.get(pk=admins["decides"].session["_auth_user_id"])
    admins["asks"].post(reverse("staff:accounts:request_reset", args=[decider.pk]), {"comment": "遗失"})
    reset = decider.mfa_resets.get()
    answer = admins["decides"].post(reverse("staff:accounts:resets:approve", args=[reset.pk]))
    assert answer.status_code == 409
    assert "自己账号" in answer.content.decode()
    assert Authenticator.objects.filter(user=decider).exists()
