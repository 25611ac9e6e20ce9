"""Other systems: a token opens what it was issued for, from where it was issued for, as long as it lasts."""

import datetime
import time

import pytest
import time_machine
from django.urls import reverse

from core import clock
from core.api_tokens.models import ApiToken, ApiTokenDay, ApiTokenUse
from tests.support.api import a_token

pytestmark = pytest.mark.django_db


def call(client, token, path="/t/api/", method="get", **extra):
    return getattr(client, method)(path, headers={"Authorization": f"Bearer {token}"}, **extra)


def test_a_token_makes_the_actor(client, bureau, token):
    answer = call(client, token)
    assert answer.status_code == 200
    assert answer.json() == {"actor": "霁川市民政局 · 审批局登记结果推送", "scope": "all"}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer short", "Basic dGVzdA==", f"Bearer {'0' * 48}"])
def test_without_a_good_token_the_answer_is_401(client, token, header):
    answer = client.get("/t/api/", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'


def test_the_right_beginning_with_a_wrong_end_is_no_token(client, token):
    assert call(client, token[:-1] + ("A" if token[-1] != "A" else "B")).status_code == 401


def test_a_signed_in_browser_is_nobody_to_the_api(bureau):
    assert bureau.client("registry_chief", bureau.bureau).get("/t/api/").status_code == 401


def test_a_permission_outside_the_token_is_403(client, token):
    assert call(client, token, "/t/api/edit/", "post").status_code == 403


def test_no_token_gets_more_than_the_role_of_api_clients(client, bureau, token):
    ApiToken.objects.update(scopes=["organizations.view", "organizations.edit"])
    assert call(client, token, "/t/api/edit/", "post").status_code == 403


def test_an_expired_and_a_revoked_token_are_401(client, bureau, token):
    ApiToken.objects.update(expires_at=clock.real_now() - datetime.timedelta(seconds=1))
    assert call(client, token).status_code == 401
    ApiToken.objects.update(expires_at=clock.real_now() + datetime.timedelta(days=1))
    assert call(client, token).status_code == 200
    admin = bureau.client("security_admin", bureau.bureau)
    assert admin.post(reverse("staff:api_tokens:revoke", args=[ApiToken.objects.get().pk])).status_code == 302
    assert call(client, token).status_code == 401


def test_a_token_works_only_from_its_addresses(client, bureau):
    token = a_token(bureau, ip_ranges=["198.51.100.0/24"])
    assert call(client, token).status_code == 401
    assert call(client, token, REMOTE_ADDR="198.51.100.9").status_code == 200
    forged = client.get("/t/api/", headers={"Authorization": f"Bearer {token}", "X-Forwarded-For": "198.51.100.9"})
    assert forged.status_code == 401


def test_every_call_is_counted_by_day_and_the_last_one_is_remembered(client, token):
    call(client, token)
    first = ApiTokenUse.objects.get().at
    with time_machine.travel(time.time() + 61, tick=True):
        call(client, token, REMOTE_ADDR="127.0.0.9")
    last = ApiTokenUse.objects.get()
    assert (last.at > first, last.ip) == (True, "127.0.0.9")
    assert sum(ApiTokenDay.objects.values_list("calls", flat=True)) == 2


def test_a_refused_token_leaves_no_stamp(client, bureau):
    call(client, a_token(bureau, ip_ranges=["198.51.100.0/24"]))
    assert not ApiTokenUse.objects.exists()


def test_the_token_is_kept_only_as_a_hash_and_shown_once(bureau):
    admin = bureau.client("system_admin", bureau.bureau)
    page = admin.post(
        reverse("staff:api_tokens:issue"),
        {
            "name": "统计局",
            "department": bureau.bureau.pk,
            "scopes": ["organizations.view"],
            "scope_kind": "authority",
            "ip_ranges": "127.0.0.1\n10.8.3.7/24",
            "days": "30",
        },
    )
    token = page.context["token"]
    row = ApiToken.objects.get()
    assert row.ip_ranges == ["127.0.0.1/32", "10.8.3.0/24"]
    assert token not in f"{row.digest}{row.prefix}"
    assert token not in admin.get(reverse("staff:api_tokens:list")).content.decode()


@pytest.mark.parametrize("ranges", ["", "everywhere", "0.0.0.0/0", "10.0.0.0/8\n::/0"])
def test_a_token_for_everywhere_is_refused(bureau, ranges):
    admin = bureau.client("system_admin", bureau.bureau)
    data = {
        "name": "x",
        "department": bureau.bureau.pk,
        "scopes": ["organizations.view"],
        "days": "30",
        "scope_kind": "all",
    }
    assert admin.post(reverse("staff:api_tokens:issue"), {**data, "ip_ranges": ranges}).status_code == 422
    assert not ApiToken.objects.exists()


def test_only_the_system_administrator_issues(bureau):
    for role in ("security_admin", "audit_admin", "registry_chief"):
        assert bureau.client(role, bureau.bureau).get(reverse("staff:api_tokens:issue")).status_code == 403
