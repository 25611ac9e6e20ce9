"""/staff/organizations/: what each seat sees, narrows, sorts, pages and takes away."""

import datetime
import io
import re

import pytest
from django.core.files import File
from django.urls import reverse

from core.spreadsheets.reading import read_table
from registry.organizations import actions
from registry.organizations.states import ResponsibilityKind, Status
from tests.support.bureau import SETUP

LIST = reverse("staff:organizations:list")


def names(response) -> list[str]:
    return re.findall(r'class="row-title"><a href="[^"]*">([^<]+)</a>', response.content.decode())


def summary(response) -> str:
    return re.search(r"list-summary[^>]*>([^<]+)<", response.content.decode())[1]


def exported(response) -> list[dict]:
    table = read_table(File(io.BytesIO(response.content), name="a.xlsx"))
    return [dict(zip(table.header, row.cells, strict=True)) for row in table.rows]


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


def test_a_clerk_sees_what_her_authority_and_those_below_supervise(bureau, clerk):
    bureau.register("霁川市茶业协会")
    bureau.register("望澜区琴筝学会", authority=bureau.wanglan_bureau)
    response = clerk.get(LIST)
    assert names(response) == ["霁川市茶业协会", "望澜区琴筝学会"]
    assert "共 2 家" in summary(response)


def test_a_district_clerk_sees_her_district_only(bureau):
    bureau.register("霁川市茶业协会")
    bureau.register("望澜区琴筝学会", authority=bureau.wanglan_bureau)
    bureau.register("砚海区花木协会", authority=bureau.yanhai_bureau)
    response = bureau.client("registry_clerk", bureau.wanglan_bureau).get(LIST)
    assert names(response) == ["望澜区琴筝学会"]


def test_a_department_sees_the_organizations_it_answers_for(bureau):
    bureau.register("霁川市茶业协会", responsibilities={"business_supervisor": bureau.commerce.pk})
    bureau.register("霁川市物流商会", responsibilities={"industry_department": bureau.commerce.pk})
    bureau.register("霁川市轻工协会", responsibilities={"business_supervisor": bureau.industry.pk})
    response = bureau.client("department_officer", bureau.commerce).get(LIST)
    assert sorted(names(response)) == ["霁川市物流商会", "霁川市茶业协会"]


def test_a_street_sees_what_lies_in_it_whoever_registered_it(bureau):
    bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)
    bureau.register("霁川市花木协会", region_id=bureau.zhenhe.pk)
    response = bureau.client("street_officer", bureau.tinglan_office).get(LIST)
    assert names(response) == ["霁川市茶业协会"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("org_type=3", ["霁川市青禾助学基金会"]),
        ("status=suspended", ["霁川市花木协会"]),
        ("status=active", ["霁川市花木协会", "霁川市青禾助学基金会"]),
        ("kind=is_charity", ["霁川市青禾助学基金会"]),
        ("gap=region", ["霁川市花木协会", "霁川市陶塑协会"]),
        ("registered_year=2020", ["霁川市青禾助学基金会"]),
        ("mode=direct", ["霁川市花木协会"]),
    ],
)
def test_each_filter_narrows_the_list_and_stands_as_a_chip(bureau, clerk, query, expected):
    bureau.register(
        "霁川市青禾助学基金会", org_type="3", is_charity=True, region_id=bureau.wanglan.pk,
        registered_on=datetime.date(2020, 5, 1),
    )  # fmt: skip
    bureau.register("霁川市花木协会", status=Status.SUSPENDED, supervision_mode="direct")
    bureau.register("霁川市陶塑协会", status=Status.CANCELLED)
    response = clerk.get(f"{LIST}?{query}")
    assert sorted(names(response)) == expected
    assert 'class="chip"' in response.content.decode()
    assert f"筛选后 {len(expected)} 家，共 3 家" in summary(response)


def test_links_narrow_by_office_and_by_place(bureau, clerk):
    bureau.register(
        "霁川市茶业协会", region_id=bureau.tinglan.pk,
        responsibilities={"business_supervisor": bureau.commerce.pk, "party_superior": bureau.party_committee.pk},
    )  # fmt: skip
    bureau.register("望澜区琴筝学会", authority=bureau.wanglan_bureau, region_id=bureau.zhenhe.pk)
    for query, expected in {
        f"business={bureau.commerce.pk}": ["霁川市茶业协会"],
        f"party={bureau.party_committee.pk}": ["霁川市茶业协会"],
        f"supervising={bureau.wanglan_bureau.pk}": ["望澜区琴筝学会"],
        f"district={bureau.wanglan.pk}": ["霁川市茶业协会", "望澜区琴筝学会"],
        f"district={bureau.wanglan.pk}&street={bureau.zhenhe.pk}": ["望澜区琴筝学会"],
    }.items():
        assert names(clerk.get(f"{LIST}?{query}")) == expected, query


def test_filters_combine_and_an_empty_result_offers_to_clear_them(bureau, clerk):
    bureau.register("霁川市茶业协会")
    response = clerk.get(f"{LIST}?org_type=1&status=cancelled")
    assert names(response) == []
    assert "没有符合条件的记录" in response.content.decode()


def test_an_empty_scope_says_whose_business_it_is(bureau, clerk):
    assert "您的范围内还没有社会组织" in clerk.get(LIST).content.decode()


def test_pages_go_forward_and_back_without_losing_or_repeating_a_row(bureau, clerk):
    actions.register_many([bureau.new(f"霁川市第{n:03}研究会") for n in range(70)], actor=SETUP, origin="test")
    seen, response = [], clerk.get(f"{LIST}?size=25")
    while True:
        seen += names(response)
        following = re.search(r'rel="next" href="([^"]+)"', response.content.decode())
        if not following:
            break
        response = clerk.get(following[1].replace("&amp;", "&"))
    assert len(seen) == len(set(seen)) == 70
    assert seen == sorted(seen)


def test_a_letter_jumps_to_the_first_name_that_begins_with_it(bureau, clerk):
    for name in ("安居协会", "茶业协会", "花木协会", "轻工协会"):
        bureau.register(name)
    page = clerk.get(LIST).content.decode()
    jump = re.search(r'<a href="([^"]+)"[^>]*>H</a>', page)[1].replace("&amp;", "&")
    assert names(clerk.get(jump)) == ["花木协会", "轻工协会"]


def test_the_list_of_a_past_day_shows_names_places_and_states_of_that_day(bureau, clerk):
    organization = bureau.register("霁川市茶业协会", region_id=bureau.tinglan.pk)
    bureau.register("霁川市新设协会", registered_on=datetime.date(2025, 1, 1))
    day = datetime.date(2024, 1, 1)
    actions.rename(organization, actor=SETUP, name="霁川市茶文化协会", valid_from=day)
    actions.move_address(organization, actor=SETUP, region_id=bureau.yanhu.pk, address="", valid_from=day)
    before = clerk.get(f"{LIST}?as_of=2023-12-31")
    assert names(before) == ["霁川市茶业协会"]
    assert "望澜区·听澜街道" in before.content.decode()
    assert names(clerk.get(f"{LIST}?as_of=2023-12-31&district={bureau.yanhai.pk}")) == []
    assert names(clerk.get(f"{LIST}?as_of=2024-01-01&district={bureau.yanhai.pk}")) == ["霁川市茶文化协会"]


def test_the_whole_list_costs_no_more_than_sixteen_queries(bureau, clerk, django_assert_max_num_queries):
    news = [
        bureau.new(
            f"霁川市第{n:03}研究会", region_id=bureau.tinglan.pk,
            responsibilities={ResponsibilityKind.BUSINESS.value: bureau.commerce.pk},
        )
        for n in range(60)
    ]  # fmt: skip
    actions.register_many(news, actor=SETUP, origin="test")
    clerk.get(LIST)
    with django_assert_max_num_queries(16 + 3):  # three are the read-only transaction of every GET
        assert clerk.get(LIST, {"q": "研究", "district": bureau.wanglan.pk, "size": 50}).status_code == 200


def test_the_export_holds_exactly_the_rows_of_the_filter(bureau, clerk):
    bureau.register("霁川市茶业协会", uscc="51370300TE5T000162")
    bureau.register("霁川市青禾助学基金会", org_type="3")
    response = clerk.post(f"{reverse('staff:organizations:export')}?org_type=1")
    assert [(row["名称"], row["信用代码"]) for row in exported(response)] == [("霁川市茶业协会", "51370300TE5T000162")]


def test_a_seat_that_may_not_export_is_refused_and_offered_no_button(bureau):
    client = bureau.client("grid_officer", bureau.tinglan_office)
    assert "导出" not in client.get(LIST).content.decode()
    assert client.post(reverse("staff:organizations:export")).status_code == 403


def test_an_export_is_a_post(clerk):
    assert clerk.get(reverse("staff:organizations:export")).status_code == 405


def test_seats_without_the_register_are_refused(bureau):
    assert bureau.client("system_admin", bureau.bureau).get(LIST).status_code == 403
