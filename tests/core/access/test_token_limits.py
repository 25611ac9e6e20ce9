"""What holds a token back: its rows, a second person, its pace, its end. Each refusal stands in the audit log."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.api_tokens import actions
from core.api_tokens.models import ApiToken, ApiTokenDay
from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.refusal import Refusal
from core.tasks import warn_of_expiring_tokens
from core.workflow.errors import NotPermitted, SamePerson
from tests.support.api import Caller, a_token

pytestmark = pytest.mark.django_db
AREA = "/t/api/"


@pytest.fixture
def admin(bureau):
    return bureau.actor("system_admin", bureau.bureau)


@pytest.fixture
def second(bureau):
    return bureau.actor("security_admin", bureau.bureau)


def refusals() -> list[tuple]:
    entries = AuditEntry.objects.filter(action="access.refused").order_by("pk")
    return [(one.outcome, one.seat_key, one.detail.get("why")) for one in entries]


# ---- two persons for the whole register


def test_a_token_over_the_whole_register_opens_nothing_before_another_administrator_approved_it(bureau, client):
    caller = Caller(client, a_token(bureau, approved=False))
    assert caller.get(AREA).status_code == 401
    row = ApiToken.objects.get()
    page = bureau.client("security_admin", bureau.bureau)
    assert "待批准" in page.get(reverse("staff:api_tokens:detail", args=[row.pk])).content.decode()
    page.post(reverse("staff:api_tokens:approve", args=[row.pk]))
    assert caller.get(AREA).status_code == 200


def test_nobody_approves_her_own_token_and_the_database_would_not_let_her(bureau, admin, second):
    a_token(bureau, approved=False)
    row = ApiToken.objects.get()
    with pytest.raises(NotPermitted):
        actions.approve_token(row, actor=admin)
    ApiToken.objects.update(issued_by=second.user_id)
    with pytest.raises(SamePerson):
        actions.approve_token(row, actor=second)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.update(approved_by=second.user_id, approved_at=clock.real_now())


def test_security_administrators_hear_of_a_token_that_waits(bureau, second):
    a_token(bureau, approved=False)
    assert Notice.objects.get(template="api_tokens.waiting").user_id == second.user_id


def test_a_narrow_token_is_good_at_once(bureau, client):
    answer = Caller(client, a_token(bureau, scope_kind="authority")).get(AREA)
    assert answer.json()["scope"] == "authority"


@pytest.mark.parametrize(
    ("scope_kind", "office"), [("party", "bureau"), ("authority", "commerce"), ("responsibility", "party_committee")]
)
def test_a_line_that_an_office_does_not_have_is_refused(bureau, scope_kind, office):
    with pytest.raises(Refusal, match="不适用于"):
        a_token(bureau, scope_kind=scope_kind, department=getattr(bureau, office))


def test_a_territory_names_its_region_and_nothing_else_does(bureau):
    with pytest.raises(Refusal, match="区划"):
        a_token(bureau, scope_kind="territory")
    with pytest.raises(Refusal, match="区划"):
        a_token(bureau, scope_kind="authority", region=bureau.wanglan)


# ---- rotation


def test_a_new_token_works_beside_the_old_one_for_the_days_agreed(bureau, client, admin):
    old = a_token(bureau, scope_kind="authority", days=100)
    row, new = actions.rotate_token(ApiToken.objects.get(), actor=admin, days=180, overlap_days=7)
    assert row.scope_kind == "authority"
    assert [Caller(client, token).get(AREA).status_code for token in (old, new)] == [200, 200]
    with time_machine.travel(clock.real_now() + datetime.timedelta(days=8)):
        assert [Caller(client, token).get(AREA).status_code for token in (old, new)] == [401, 200]


def test_the_old_token_stays_as_it_is_until_the_new_one_is_approved(bureau, client, admin, second):
    old = a_token(bureau)
    row, new = actions.rotate_token(ApiToken.objects.get(), actor=admin, days=180, overlap_days=0)
    assert [Caller(client, token).get(AREA).status_code for token in (old, new)] == [200, 401]
    actions.approve_token(row, actor=second)
    assert [Caller(client, token).get(AREA).status_code for token in (old, new)] == [401, 200]


def test_a_token_is_replaced_once(bureau, admin):
    a_token(bureau, scope_kind="authority")
    old = ApiToken.objects.get()
    actions.rotate_token(old, actor=admin, days=180, overlap_days=7)
    with pytest.raises(Refusal, match="接替"):
        actions.rotate_token(old, actor=admin, days=180, overlap_days=7)


def test_the_page_hands_the_successor_over_once(bureau, client):
    a_token(bureau, scope_kind="authority")
    old = ApiToken.objects.get()
    page = bureau.client("system_admin", bureau.bureau)
    answer = page.post(reverse("staff:api_tokens:rotate", args=[old.pk]), {"days": "30", "overlap_days": "3"})
    token = answer.context["token"]
    assert Caller(client, token).get(AREA).status_code == 200
    new = ApiToken.objects.exclude(pk=old.pk).get()
    assert token not in page.get(reverse("staff:api_tokens:detail", args=[new.pk])).content.decode()


# ---- the end


def test_system_administrators_are_told_once_two_weeks_before_a_token_ends(bureau, admin):
    a_token(bureau, scope_kind="authority", days=13, name="将到期")
    a_token(bureau, scope_kind="authority", days=60, name="还早")
    warn_of_expiring_tokens()
    warn_of_expiring_tokens()
    told = Notice.objects.filter(template="api_tokens.expiring", user_id=admin.user_id)
    assert [one.context["token"] for one in told] == [ApiToken.objects.get(name="将到期").pk]


def test_a_token_that_has_its_successor_is_not_announced(bureau, admin):
    a_token(bureau, scope_kind="authority", days=10)
    actions.rotate_token(ApiToken.objects.get(), actor=admin, days=100, overlap_days=7)
    warn_of_expiring_tokens()
    assert not Notice.objects.filter(template="api_tokens.expiring").exists()


@pytest.mark.parametrize(("tab", "expected"), [("expiring", "将到期"), ("unused", "没人用"), ("waiting", "等批准")])
def test_the_list_shows_what_needs_a_look(bureau, tab, expected):
    a_token(bureau, scope_kind="authority", days=10, name="将到期")
    a_token(bureau, scope_kind="authority", days=200, name="没人用")
    a_token(bureau, approved=False, name="等批准")
    month_ago = clock.real_now() - datetime.timedelta(days=31)
    ApiToken.objects.filter(name="没人用").update(issued_at=month_ago)
    page = bureau.client("system_admin", bureau.bureau).get(reverse("staff:api_tokens:list"), {"show": tab})
    names = [row[0].html for row in page.context["listing"].rows]
    assert [expected in name for name in names] == [True]


# ---- the pace


def test_the_call_after_the_limit_waits_and_is_counted_as_refused(client, token, settings):
    settings.API_TOKENS = {**settings.API_TOKENS, "calls_per_minute": 2}
    caller = Caller(client, token)
    answers = [caller.get(AREA) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 61
    assert answers[2].json()["code"] == "too_many_requests"
    assert list(ApiTokenDay.objects.values_list("calls", "refused")) == [(2, 1)]
    with time_machine.travel(clock.real_now() + datetime.timedelta(seconds=61), tick=True):
        assert caller.get(AREA).status_code == 200


def test_another_token_has_a_pace_of_its_own(bureau, client, token, settings):
    settings.API_TOKENS = {**settings.API_TOKENS, "calls_per_minute": 1}
    Caller(client, token).get(AREA)
    assert Caller(client, a_token(bureau)).get(AREA).status_code == 200


# ---- the log


def test_every_refused_call_is_on_record_with_its_reason_and_the_caller_hears_none(bureau, client, settings, second):
    token = a_token(bureau, scope_kind="authority", ip_ranges=["198.51.100.0/24"])
    row, caller = ApiToken.objects.get(), Caller(client, token)
    displaced = caller.get(AREA)
    ApiToken.objects.update(ip_ranges=["127.0.0.0/8"])
    caller.client.post("/t/api/edit/", headers=caller.headers)
    caller.get(reverse("api:organizations:detail", args=[10**9]))
    settings.API_TOKENS = {**settings.API_TOKENS, "calls_per_minute": 1}
    caller.get(AREA)
    settings.API_TOKENS = {**settings.API_TOKENS, "calls_per_minute": 100}
    actions.revoke_token(row, actor=second)
    stopped, unknown = caller.get(AREA), Caller(client, "0" * 48).get(AREA)
    seat = f"api:{row.pk}"
    assert refusals() == [
        ("401", "", "address"), ("403", seat, None), ("404", seat, None), ("429", seat, None), ("401", "", "revoked"),
        ("401", "", None),
    ]  # fmt: skip
    assert displaced.json() == stopped.json() == unknown.json()


# ---- one shape for every error


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "code"),
    [
        ("get", AREA, {"Accept": "text/html"}, 406, "not_acceptable"),
        ("post", AREA, {}, 405, "method_not_allowed"),
        ("options", AREA, {}, 405, "method_not_allowed"),
        ("get", "/api/v1/no-such-thing/", {}, 404, "not_found"),
        ("get", "/api/v1/organizations/abc/", {}, 404, "not_found"),
        ("post", "/t/api/edit/", {}, 403, "forbidden"),
    ],
)
def test_an_error_is_json_with_a_code_a_sentence_and_the_parameters_at_fault(
    client, token, method, path, headers, status, code
):
    answer = getattr(client, method)(path, headers={"Authorization": f"Bearer {token}", **headers})
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (answer.json()["code"], answer.json()["errors"]) == (code, {})
    assert "。" in answer.json()["message"]


def test_an_unforeseen_error_is_json_too(client, token):
    client.raise_request_exception = False
    answer = client.get("/api/v1/boom/", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (500, "server_error")


def test_the_language_of_the_caller_changes_nothing(client, token):
    answer = client.post(AREA, headers={"Authorization": f"Bearer {token}", "Accept-Language": "en"})
    assert "请求方法" in answer.json()["message"]
