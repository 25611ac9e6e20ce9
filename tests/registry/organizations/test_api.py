"""GET /api/v1/organizations/: the same filters as the list, cursor pages, no person in the answer."""

import datetime

import pytest
from django.urls import reverse

from core.api_tokens.actions import issue_token
from registry.organizations import actions
from tests.support.bureau import SETUP

LIST = reverse("api:organizations:list")


@pytest.fixture
def call(bureau, client):
    admin = bureau.actor("system_admin", bureau.bureau)
    _, token = issue_token(
        actor=admin, name="数据共享", department=bureau.bureau, scopes=["organizations.view"],
        ip_ranges=["127.0.0.0/8"], days=30,
    )  # fmt: skip
    return lambda url, **query: client.get(url, query, headers={"Authorization": f"Bearer {token}"})


def test_without_a_token_there_is_no_answer(client, bureau):
    assert client.get(LIST).status_code == 401


def test_following_next_gives_every_organization_once(bureau, call):
    actions.register_many([bureau.new(f"霁川市第{n}研究会") for n in range(25)], actor=SETUP, origin="test")
    seen, answer = [], call(LIST, size=10).json()
    while True:
        seen += [row["name"] for row in answer["results"]]
        if not answer["next"]:
            break
        answer = call(answer["next"]).json()
    assert len(seen) == len(set(seen)) == 25


def test_the_filters_are_those_of_the_list(bureau, call):
    bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)
    bureau.register("霁川市青禾助学基金会", org_type="3")
    assert [row["name"] for row in call(LIST, org_type="3").json()["results"]] == ["霁川市青禾助学基金会"]
    assert [row["name"] for row in call(LIST, q="茶业").json()["results"]] == ["霁川市茶业协会"]


def test_a_filter_that_makes_no_sense_is_an_error_and_not_ignored(bureau, call):
    assert call(LIST, org_type="9").status_code == 400


def test_a_search_is_exact_however_many_rows_it_finds(bureau, call, monkeypatch):
    monkeypatch.setattr("registry.organizations.queries.BOUND", 2)
    actions.register_many([bureau.new(f"霁川市第{n}研究会") for n in range(9)], actor=SETUP, origin="test")
    assert len(call(LIST, q="研究").json()["results"]) == 9


def test_a_past_day_answers_with_what_was_true_then(bureau, call):
    organization = bureau.register("霁川市茶业协会")
    actions.rename(organization, actor=SETUP, name="霁川市茶文化协会", valid_from=datetime.date(2024, 1, 1))
    assert call(LIST, as_of="2023-12-31").json()["results"][0]["name"] == "霁川市茶业协会"


def test_the_answer_holds_no_personal_data_and_no_address(bureau, call):
    organization = bureau.register(
        "霁川市茶业协会", phone_public="12300001234", address="听澜街道1号", full_time_staff=3
    )
    [row] = call(LIST).json()["results"]
    assert set(row) == {
        "id", "uscc", "name", "org_type", "status", "standing", "is_charity", "has_public_fundraising",
        "registration_level", "registered_on", "district_code", "street_code", "registering_authority",
        "supervising_authority", "business_supervisor", "industry_department", "party_superior",
    }  # fmt: skip
    assert call(reverse("api:organizations:detail", args=[organization.pk])).json() == row


def test_a_missing_organization_is_404(bureau, call):
    assert call(reverse("api:organizations:detail", args=[10**9])).status_code == 404
