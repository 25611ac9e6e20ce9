"""A letter, a code, an account: what works once, for one post, and tells a stranger nothing."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.audit.models import AuditEntry
from core.identity import codes
from core.identity.models import User
from core.workflow.errors import NotCompetent, NotPermitted
from core.workflow.models import TransitionLog
from registry.org_accounts import actions
from registry.org_accounts.models import ATTEMPTS, ActivationCode, OrganizationSeat
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.django_db
URL = "public:activate"
PASSWORD = "Harbour-9-gate"  # noqa: S105


def activate(client, code, username="tang.guo", **changes):
    data = {"code": code, "name": "唐果", "username": username, "password1": PASSWORD, "password2": PASSWORD}
    return client.post(reverse(URL), {**data, **changes})


def test_a_code_opens_an_account_in_its_post_and_organization(client, chess, issue):
    _, code = issue(chess)
    answer = activate(client, codes.spaced(code).lower())
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    seat = OrganizationSeat.objects.get()
    assert (seat.organization, seat.role, seat.user.name) == (chess, "organization_filer", "唐果")
    client.post(reverse("account_login"), {"login": "tang.guo", "password": PASSWORD})
    actor = client.get(reverse("public:seats")).wsgi_request.actor
    assert (actor.audience, actor.organization_id, actor.scope.ids) == ("organization", chess.pk, (chess.pk,))
    assert actor.can("own_reports.submit")
    assert not actor.can("own_accounts.manage")


def test_a_second_use_is_refused_and_makes_no_account(client, chess, issue):
    _, code = issue(chess)
    activate(client, code)
    answer = activate(Client(), code, username="somebody")
    assert answer.status_code == 422
    assert not User.objects.filter(username="somebody").exists()


def test_two_requests_with_the_same_code_at_the_same_moment_make_one_seat(chess, issue):
    """The second one holds a row it read before the first one used it."""
    row, code = issue(chess)
    stale = ActivationCode.objects.get(pk=row.pk)
    actions.activate(actions.find_code(code), username="first.one", name="甲", password=PASSWORD)
    with pytest.raises(actions.CodeRefused):
        actions.activate(stale, username="second.one", name="乙", password=PASSWORD)
    assert OrganizationSeat.objects.count() == 1
    assert not User.objects.filter(username="second.one").exists()


def sentence(page) -> str:
    return page.context["form"].errors["code"][0]


def test_wrong_used_expired_and_withdrawn_codes_get_the_same_sentence(client, chess, tea, issue, bureau):
    used, used_code = issue(chess)
    activate(client, used_code)
    expired, expired_code = issue(chess, "branch_secretary")
    ActivationCode.objects.filter(pk=expired.pk).update(expires_at=clock.now() - datetime.timedelta(seconds=1))
    withdrawn, withdrawn_code = issue(tea, office=bureau.wanglan_bureau)
    actions.withdraw_code(withdrawn, actor=bureau.actor("registry_clerk", bureau.wanglan_bureau))
    pages = [
        activate(Client(), code, username=f"p{n}xx")
        for n, code in enumerate((used_code, expired_code, withdrawn_code, "0" * 12))
    ]
    assert {page.status_code for page in pages} == {422}
    assert len({sentence(page) for page in pages}) == 1


def test_a_code_that_was_guessed_at_too_often_stops_working(chess, issue):
    row, code = issue(chess)
    wrong = code[:4] + ("0" * 8 if code[4:] != "0" * 8 else "1" * 8)
    for _ in range(ATTEMPTS):
        with pytest.raises(actions.CodeRefused):
            actions.find_code(wrong)
    with pytest.raises(actions.CodeRefused):
        actions.find_code(code)
    row.refresh_from_db()
    assert row.word == "输错过多，已失效"


def test_guesses_at_one_code_from_many_addresses_are_counted_together(chess, issue, settings):
    settings.PROXY_HOPS = 1
    _, code = issue(chess)
    answers = [
        Client(headers={"X-Forwarded-For": f"203.0.113.{n}"})
        .post(reverse(URL), {"code": code[:4] + "0" * 8})
        .status_code
        for n in range(11)
    ]
    assert answers[:10] == [422] * 10
    assert answers[10] == 429


def test_one_address_cannot_try_code_after_code(client, db):
    answers = [client.post(reverse(URL), {"code": codes.generate()}).status_code for _ in range(21)]
    assert answers[19] == 422
    assert answers[20] == 429


def test_the_code_is_shown_on_the_letter_and_nowhere_after(bureau, chess):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    letter = clerk.post(
        reverse("staff:org_accounts:issue"),
        {"organization": chess.name, "role": "legal_representative", "days": "30"},
    )
    code = letter.context["code"]
    assert letter.status_code == 200
    assert "no-store" in letter.headers["Cache-Control"]
    row = ActivationCode.objects.get()
    assert code in letter.content.decode()
    assert code.replace("-", "") not in f"{row.digest}{row.prefix}"
    later = clerk.get(reverse("staff:org_accounts:codes")).content.decode()
    assert row.prefix in later
    assert code not in later
    assert AuditEntry.objects.get(action="org_accounts.issue").detail == {
        "organization": chess.pk,
        "role": "legal_representative",
    }


def test_a_new_code_for_the_same_post_replaces_the_unused_one(chess, issue):
    _, first = issue(chess)
    _, second = issue(chess)
    with pytest.raises(actions.CodeRefused):
        actions.find_code(first)
    assert actions.find_code(second).organization == chess


def test_the_city_sees_a_district_body_and_cannot_issue_for_it(bureau, tea, issue):
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        issue(tea)
    page = bureau.client("registry_clerk", bureau.bureau).post(
        reverse("staff:org_accounts:issue"), {"organization": tea.name, "role": "organization_filer", "days": "30"}
    )
    assert page.status_code == 422
    assert "由望澜区民政局办理" in page.content.decode()
    assert ActivationCode.objects.count() == 0


def test_another_district_does_not_even_find_it(bureau, tea):
    page = bureau.client("registry_clerk", bureau.yanhai_bureau).post(
        reverse("staff:org_accounts:issue"), {"organization": tea.name, "role": "organization_filer", "days": "30"}
    )
    assert page.status_code == 422
    assert "没有找到这个社会组织" in page.content.decode()


def test_an_office_that_only_looks_on_cannot_issue(bureau, chess):
    with pytest.raises(NotPermitted):
        actions.issue_code(chess, actor=bureau.actor("legal_reviewer", bureau.bureau), role_key="organization_filer")


def test_there_is_one_legal_representative(client, chess, issue, sit):
    sit(chess, "legal_representative")
    with pytest.raises(actions.Refusal, match="已有法定代表人账号"):
        issue(chess, "legal_representative")


def test_two_codes_for_the_legal_representative_still_make_one(client, chess, tea, issue, sit):
    _, code = issue(chess, "legal_representative")
    sit(chess, "legal_representative")
    page = activate(client, code)
    assert page.status_code == 422
    assert OrganizationSeat.objects.filter(role="legal_representative").count() == 1


def test_who_is_signed_in_adds_a_post_to_the_own_account(client, chess, tea, issue, sit, bureau):
    mine = sit(chess)
    client.force_login(mine.user, backend=BACKEND)
    _, code = issue(tea, office=bureau.wanglan_bureau)
    answer = client.post(reverse(URL), {"code": code})
    assert (answer.status_code, answer.url) == (302, reverse("public:seats"))
    assert set(OrganizationSeat.objects.filter(user=mine.user).values_list("organization", flat=True)) == {
        chess.pk,
        tea.pk,
    }
    assert client.get(reverse("public:seats")).wsgi_request.actor.organization_id == tea.pk


def test_a_weak_password_and_a_taken_name_do_not_use_up_the_code(client, chess, issue, sit):
    taken = sit(chess, "instructor").user.username
    _, code = issue(chess)
    assert activate(client, code, username=taken.upper()).status_code == 422
    assert activate(client, code, password1="weakweakweak", password2="weakweakweak").status_code == 422  # noqa: S106
    assert activate(client, code).status_code == 302


def test_activation_is_logged_with_the_person_who_did_it(client, chess, issue):
    _, code = issue(chess)
    activate(client, code)
    seat = OrganizationSeat.objects.get()
    assert [line.user_id for line in TransitionLog.objects.of(seat)] == [seat.user_id]
