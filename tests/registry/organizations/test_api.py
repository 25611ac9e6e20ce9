"""GET /api/v1/organizations/: the same filters as the list, cursor pages, no person in the answer."""

import datetime

import pytest
from django.urls import reverse

from registry.organizations import actions
from registry.organizations.api import OrganizationRow
from tests.support.api import Caller, a_token
from tests.support.bureau import SETUP

LIST = reverse("api:organizations:list")


@pytest.fixture
def call(bureau, client):
    return Caller(client, a_token(bureau)).get


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
    offices = ("registering_authority", "supervising_authority", "business_supervisor", "industry_department")
    assert set(row) == {
        "id", "uscc", "name", "former_names", "org_type", "status", "standing", "is_charity",
        "has_public_fundraising", "registration_level", "registered_on", "district_id", "district_code", "street_id",
        "street_code", "party_superior", "party_superior_id", *offices, *(f"{name}_id" for name in offices),
    }  # fmt: skip
    assert set(row) == set(OrganizationRow().fields), "the description names what is answered, nothing else"
    assert call(reverse("api:organizations:detail", args=[organization.pk])).json() == row


def test_former_names_are_those_borne_before_the_day(bureau, call):
    organization = bureau.register("霁川市茶业协会")
    actions.rename(organization, actor=SETUP, name="霁川市茶文化协会", valid_from=datetime.date(2024, 1, 1))
    former = [{"name": "霁川市茶业协会", "valid_from": "2015-01-01", "valid_to": "2023-12-31"}]
    assert call(LIST).json()["results"][0]["former_names"] == former
    assert call(LIST, as_of="2023-12-31").json()["results"][0]["former_names"] == []


def test_an_organization_is_found_by_its_credit_code_however_it_is_typed(bureau, call):
    bureau.register("霁川市茶业协会", uscc="51379900MJE1234567", uscc_override_reason="证书如此")
    for typed in ("51379900MJE1234567", "51379900mje1234567"):
        answer = call(reverse("api:organizations:by_code", args=[typed]))
        assert answer.json()["name"] == "霁川市茶业协会"
    assert call(reverse("api:organizations:by_code", args=["51379900MJE0000000"])).status_code == 404


@pytest.mark.parametrize(
    ("query", "at_fault"),
    [
        ({"org_typ": "3"}, "org_typ"),
        ({"org_type": "9"}, "org_type"),
        ({"org_type": ""}, "org_type"),
        ({"org_type": ["1", "2"]}, "org_type"),
        ({"district": "0"}, "district"),
        ({"district": "²"}, "district"),
        ({"district": "9" * 30}, "district"),
        ({"registered_year": "1999.5"}, "registered_year"),
        ({"as_of": "2024/01/01"}, "as_of"),
        ({"as_of": "2999-01-01"}, "as_of"),
        ({"as_of": "2024-02-30"}, "as_of"),
        ({"size": "0"}, "size"),
        ({"size": "501"}, "size"),
        ({"size": "²"}, "size"),
        ({"at": "made-up"}, "at"),
        ({"at": "last"}, "at"),
        ({"format": "json"}, "format"),
        ({"page": "2"}, "page"),
    ],
)
def test_nothing_in_the_query_is_ignored(bureau, call, query, at_fault):
    answer = call(LIST, **query)
    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid_request"
    assert list(answer.json()["errors"]) == [at_fault]


def test_every_office_and_region_in_an_answer_can_be_asked_for(bureau, call):
    bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)
    bureau.register("砚海区棋类协会", region_id=bureau.yanhu.pk, authority=bureau.yanhai_bureau)
    [row] = call(LIST, q="茶业").json()["results"]
    for query in (
        {"district": row["district_id"]},
        {"district": row["district_id"], "street": row["street_id"]},
        {"supervising": row["supervising_authority_id"]},
    ):
        assert [one["id"] for one in call(LIST, **query).json()["results"]] == [row["id"]], query


@pytest.mark.parametrize("count", [3, 30])
def test_a_page_costs_the_same_number_of_queries_whatever_its_size(bureau, call, count, django_assert_num_queries):
    made = [bureau.new(f"霁川市第{n}研究会", region_id=bureau.tinglan.pk) for n in range(count)]
    actions.register_many(made, actor=SETUP, origin="test")
    call(LIST)
    frame = 3  # savepoint, read-only, release
    with django_assert_num_queries(frame + 5):  # token, count, rows, regions, offices
        call(LIST)
    with django_assert_num_queries(frame + 6):  # and the regions to choose from
        call(LIST, district=bureau.wanglan.pk)


def test_only_rows_in_the_scope_of_the_token_are_answered(bureau, client):
    bureau.register("望澜区茶业协会", region_id=bureau.tinglan.pk, authority=bureau.wanglan_bureau)
    other = bureau.register("砚海区棋类协会", region_id=bureau.yanhu.pk, authority=bureau.yanhai_bureau)
    by_place = Caller(client, a_token(bureau, scope_kind="territory", region=bureau.wanglan))
    by_office = Caller(client, a_token(bureau, scope_kind="authority", department=bureau.wanglan_bureau))
    for caller in (by_place, by_office):
        assert [row["name"] for row in caller.rows(LIST)] == ["望澜区茶业协会"]
        assert caller.get(reverse("api:organizations:detail", args=[other.pk])).status_code == 404
    assert by_place.get(LIST, district=bureau.yanhai.pk).status_code == 400


def test_a_missing_organization_is_404(bureau, call):
    assert call(reverse("api:organizations:detail", args=[10**9])).status_code == 404
