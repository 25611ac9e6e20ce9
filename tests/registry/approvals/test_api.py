"""The approval bureau's own system pushes by call; a broken connection never doubles a push."""

import json
import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from core.api import idempotency
from core.api.models import IdempotentAnswer
from core.api_tokens.models import ApiToken
from core.api_tokens.states import TokenScope
from registry.approvals import actions
from registry.approvals.models import ApprovalPush
from tests.support.api import Caller, a_token
from tests.support.bureau import Bureau

URL = "/api/v1/approvals/"
KEY = "2026-06-03T10:00:00-0001"


def token_of(bureau, **changes) -> str:
    given = {
        "department": bureau.approval,
        "scopes": ["approvals.view", "approvals.push"],
        "scope_kind": TokenScope.AUTHORITY,
    }
    return a_token(bureau, **{**given, **changes})


@pytest.fixture
def caller(bureau, client):
    return Caller(client, token_of(bureau))


def test_a_push_is_taken_and_its_state_can_be_asked(caller, payload, offices, its):
    answer = caller.post(URL, {"pushes": [payload()]}, key=KEY)
    assert answer.status_code == 200, answer.content.decode()
    (row,) = answer.json()["results"]
    assert (row["external_no"], row["outcome"], row["state"]) == ("SP20260601001", "new", "received")
    push = ApprovalPush.objects.get()
    assert push.source == "api"
    actions.accept(its(push, "civil_affairs"), actor=offices["civil_affairs"])
    found = caller.get(reverse("api:approvals:by_number", args=["SP20260601001"])).json()
    assert (found["state"], found["organization_id"]) == ("accepting", ApprovalPush.objects.get().organization_id)
    assert {one["party"]: one["state"] for one in found["acceptances"]} == {
        "civil_affairs": "accepted",
        "department": "waiting",
        "party_organ": "waiting",
    }
    assert "张喆" not in json.dumps(found, ensure_ascii=False)


def test_a_returned_push_says_why(caller, payload, offices):
    caller.post(URL, {"pushes": [payload()]}, key=KEY)
    actions.give_back(ApprovalPush.objects.get(), actor=offices["civil_affairs"], comment="住所与产权证明不一致")
    found = caller.get(URL, state="returned").json()["results"]
    assert [row["returned_because"] for row in found] == ["住所与产权证明不一致"]


def test_the_same_key_and_content_gives_the_first_answer_again(caller, payload, offices):
    first = caller.post(URL, {"pushes": [payload()]}, key=KEY)
    actions.give_back(ApprovalPush.objects.get(), actor=offices["civil_affairs"], comment="退回")
    again = caller.post(URL, {"pushes": [payload()]}, key=KEY)
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert ApprovalPush.objects.get().state == "returned"


def test_the_same_key_with_other_content_is_refused(caller, payload):
    caller.post(URL, {"pushes": [payload()]}, key=KEY)
    answer = caller.post(URL, {"pushes": [payload(external_no="SP-OTHER")]}, key=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert ApprovalPush.objects.count() == 1


def test_a_call_without_a_key_is_refused(caller, payload):
    answer = caller.post(URL, {"pushes": [payload()]})
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["errors"]
    assert not ApprovalPush.objects.exists()


def test_every_row_says_what_is_wrong_with_each_field_and_nothing_is_taken(caller, payload):
    pushes = [payload(), payload(external_no="SP-2", uscc="51", decided_on="昨天"), payload(external_no="SP-3", x="1")]
    answer = caller.post(URL, {"pushes": pushes}, key=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_rows")
    rows = answer.json()["rows"]
    assert {(row["row"], row["field"]) for row in rows} >= {(2, "uscc"), (2, "decided_on"), (3, "x")}
    assert all(set(row) == {"row", "field", "message"} for row in rows)
    assert not ApprovalPush.objects.exists()
    pushes = [payload(), payload(external_no="SP-2", uscc="51379900TE5T00024B", name="霁川市剪纸研究会")]
    assert caller.post(URL, {"pushes": pushes}, key=KEY).status_code == 200  # the key was not used up


@pytest.mark.parametrize(
    "body", [[], {}, {"pushes": []}, {"pushes": {}}, {"pushes": ["甲"]}, {"pushes": [{}], "more": 1}]
)
def test_content_of_another_shape_is_refused_in_words(caller, body):
    answer = caller.post(URL, body, key=KEY)
    assert answer.status_code in (400, 422)
    assert answer.json()["message"]


def test_a_token_without_the_permission_reads_and_does_not_push(bureau, client, payload):
    reader = Caller(client, token_of(bureau, scopes=["approvals.view"]))
    assert reader.get(URL).status_code == 200
    assert reader.post(URL, {"pushes": [payload()]}, key=KEY).status_code == 403


def test_the_token_of_another_office_does_not_push(bureau, client, payload):
    other = Caller(client, token_of(bureau, department=bureau.bureau))
    answer = other.post(URL, {"pushes": [payload()]}, key=KEY)
    assert (answer.status_code, answer.json()["code"]) == (409, "refused")
    assert "行政审批服务局" in answer.json()["message"]


def test_a_bureau_reads_its_own_pushes_alone(bureau, client, push):
    push()
    other = bureau.department("砚海区行政审批服务局", "approval_bureau", bureau.yanhai)
    stranger = Caller(client, token_of(bureau, department=other))
    assert stranger.get(URL).json()["results"] == []
    assert stranger.get(f"{URL}{ApprovalPush.objects.get().pk}/").status_code == 404
    assert stranger.get(reverse("api:approvals:by_number", args=["SP20260601001"])).status_code == 404


def test_the_history_of_a_push_names_the_token(caller, payload):
    caller.post(URL, {"pushes": [payload()]}, key=KEY)
    event = ApprovalPush.pgh_event_model.objects.select_related("pgh_context").order_by("pgh_id").first()
    assert event.pgh_context.metadata["token"] == ApiToken.objects.get().pk


def test_old_answers_are_forgotten(caller, payload, settings):
    caller.post(URL, {"pushes": [payload()]}, key=KEY)
    assert idempotency.sweep() == 0
    settings.API_TOKENS = {**settings.API_TOKENS, "answer_days": -1}
    assert idempotency.sweep() == 1


@pytest.mark.committed
def test_the_same_call_sent_eight_times_at_once_makes_one_push(payload, committed_db):
    bureau = Bureau()
    bureau.approval = bureau.department("霁川市行政审批服务局", "approval_bureau", bureau.city)
    token, answers, ready = token_of(bureau), [], threading.Barrier(8)

    def call(number: int):
        try:
            ready.wait()
            caller = Caller(Client(), token)
            key = KEY if number % 2 else f"{KEY}-{number}"  # half of them retries, half other calls of the same push
            answers.append(caller.post(URL, {"pushes": [payload()]}, key=key).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=call, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {200, 409}
    assert answers.count(200) >= 4
    assert ApprovalPush.objects.count() == 1
    assert ApprovalPush.objects.get().acceptances.count() == 3


@pytest.mark.committed
def test_a_retry_while_the_first_is_under_way_is_told_to_wait(payload, committed_db):
    token_id, seen = 0, []

    def look():
        try:
            with transaction.atomic():
                seen.append(idempotency._lock(token_id, KEY))
        finally:
            connection.close()

    with transaction.atomic():
        assert idempotency._lock(token_id, KEY)
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    look()
    assert seen == [False, True]
    assert not IdempotentAnswer.objects.filter(token=token_id).exists()
