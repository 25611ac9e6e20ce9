"""One box finds an organization by any part of its name, a former name, pinyin initials or a code."""

import datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from registry.organizations import actions, queries
from registry.organizations.models import Organization
from tests.registry.organizations.test_list_page import exported, names, summary
from tests.registry.organizations.test_projection import SETTINGS
from tests.support.bureau import SETUP, undone

LIST = reverse("staff:organizations:list")
NAMES = [
    "霁川市轻工机械行业协会",
    "霁川市冷链物流商会",
    "霁川市𠮷祥剪纸艺术研究会",
    "望澜区清波护河志愿服务中心",
    "霁川市ABC机器人协会",
    "霁川市100%有机农业协会",
    "霁川市_下划线研究会",
]


@pytest.fixture
def full(bureau):
    for name in NAMES:
        bureau.register(name, uscc="51370300TE5T000162" if name == NAMES[0] else "")
    return bureau


@pytest.fixture
def clerk(full):
    return full.client("registry_clerk", full.bureau)


def found(client, q, **more):
    return names(client.get(LIST, {"q": q, **more}))


@pytest.mark.parametrize(
    "part",
    ["轻", "轻工", "轻工机", "轻工机械", "工机械行业", "轻工机械行业", "霁川市轻工机械行业协会", " 轻工　机械 "],
)
def test_a_part_of_the_name_of_any_length_finds_it(clerk, part):
    assert found(clerk, part) == ["霁川市轻工机械行业协会"]


@pytest.mark.parametrize("typed", ["jcsqgjx", "JCSQGJX", "jcsq"])
def test_pinyin_initials_find_it(clerk, typed):
    assert "霁川市轻工机械行业协会" in found(clerk, typed)


@pytest.mark.parametrize("typed", ["qgjx", "QGJX", "qinggongjixie", "QingGong", "jichuanshiqinggong"])
def test_pinyin_finds_it_in_full_and_without_the_place_in_front(clerk, typed):
    assert found(clerk, typed) == ["霁川市轻工机械行业协会"]


@pytest.mark.parametrize("typed", ["qbhh", "qingbohuhe", "wlqqb", "wanglanquqingbo"])
def test_a_district_in_front_need_not_be_typed_either(clerk, typed):
    assert found(clerk, typed) == ["望澜区清波护河志愿服务中心"]


@pytest.mark.parametrize("typed", ["zzzz", "gongjixie", "qinggongxjixie"])
def test_letters_of_no_name_find_nothing(clerk, typed):
    assert found(clerk, typed) == []


def test_initials_of_a_former_name_say_so_and_those_of_todays_do_not(full, clerk):
    organization = Organization.objects.get(name="霁川市冷链物流商会")
    actions.rename(organization, actor=SETUP, name="霁川市供应链商会", valid_from=datetime.date(2022, 1, 1))
    assert "曾用名：霁川市冷链物流商会" in clerk.get(LIST, {"q": "llwl"}).content.decode()
    for typed in ("gyl", "gongyinglian"):
        assert found(clerk, typed) == ["霁川市供应链商会"]
        assert "曾用名：" not in clerk.get(LIST, {"q": typed}).content.decode()


def test_letters_that_stand_in_the_name_find_it_too(clerk):
    assert found(clerk, "ABC") == ["霁川市ABC机器人协会"]


def test_a_rare_character_is_found(clerk):
    assert found(clerk, "𠮷") == ["霁川市𠮷祥剪纸艺术研究会"]
    assert found(clerk, "𠮷祥") == ["霁川市𠮷祥剪纸艺术研究会"]


@pytest.mark.parametrize("code", ["51370300TE5T000162", "51370300te5t000162", "5137 0300 TE5T 0001 62", "51370300"])
def test_a_credit_code_or_its_beginning_finds_it_however_it_is_typed(clerk, code):
    assert found(clerk, code) == ["霁川市轻工机械行业协会"]


def test_the_old_certificate_number_and_the_organization_code_find_it(full, clerk):
    full.register("霁川市钟表收藏研究会", legacy_reg_no="霁民社证字第010023号", org_code="123456785")
    assert found(clerk, "霁民社证字第010023号") == ["霁川市钟表收藏研究会"]
    assert found(clerk, "123456785") == ["霁川市钟表收藏研究会"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("100%", ["霁川市100%有机农业协会"]),
        ("%有", ["霁川市100%有机农业协会"]),
        ("_下", ["霁川市_下划线研究会"]),
        ("市%协", []),
        ("\\", []),
    ],
)
def test_wildcards_are_only_characters(clerk, typed, expected):
    assert found(clerk, typed) == expected


def test_a_former_name_finds_it_and_says_that_it_was_the_former_name(full, clerk):
    organization = Organization.objects.get(name="霁川市冷链物流商会")
    actions.rename(organization, actor=SETUP, name="霁川市供应链商会", valid_from=datetime.date(2024, 1, 1))
    response = clerk.get(LIST, {"q": "冷链"})
    assert names(response) == ["霁川市供应链商会"]
    assert "曾用名：霁川市冷链物流商会" in response.content.decode()
    assert "曾用名：" not in clerk.get(LIST, {"q": "供应链"}).content.decode()


def test_a_name_twice_in_its_own_history_is_one_row(full, clerk):
    organization = Organization.objects.get(name="霁川市冷链物流商会")
    for year, name in ((2022, "霁川市冷链供应商会"), (2024, "霁川市冷链商会")):
        actions.rename(organization, actor=SETUP, name=name, valid_from=datetime.date(year, 1, 1))
    assert found(clerk, "冷链") == ["霁川市冷链商会"]


def test_a_district_in_the_query_is_offered_as_a_filter(full, clerk):
    page = clerk.get(LIST, {"q": "望澜区志愿"}).content.decode()
    assert "只看住所在望澜区的“志愿”" in page
    assert f"district={full.wanglan.pk}" in page


def test_search_finds_nothing_outside_the_seats_own_rows(full):
    assert found(full.client("registry_clerk", full.yanhai_bureau), "轻工") == []


@pytest.mark.parametrize("number", ["370303198506150416", "13800001234", "12300001234"])
def test_identity_numbers_and_telephones_find_nobody(full, clerk, number):
    full.register("霁川市电话协会", phone_public="12300001234")
    assert found(clerk, number) == []


def test_beyond_the_bound_the_page_says_so_and_counts_and_exports_stay_whole(full, clerk, monkeypatch):
    monkeypatch.setattr(queries, "BOUND", 3)
    response = clerk.get(LIST, {"q": "霁川"})
    assert "超过3家" in response.content.decode()
    assert "请缩小范围" in response.content.decode()
    assert len(names(response)) == 4  # the bound and the one that shows that there are more
    assert "筛选后 6 家" in summary(response)
    table = clerk.post(f"{reverse('staff:organizations:export')}?q=%E9%9C%81%E5%B7%9D")
    assert table.status_code == 200
    assert len(exported(table)) == 6


def test_search_combines_with_filters_before_the_bound(full, clerk, monkeypatch):
    monkeypatch.setattr(queries, "BOUND", 1)
    full.register("霁川市青禾助学基金会", org_type="3")
    assert found(clerk, "霁川", org_type="3") == ["霁川市青禾助学基金会"]


CHARACTERS = st.sampled_from("霁川市望澜区茶业协会研究(（ )%_\\'\"a1Z𠮷·-")


@pytest.mark.django_db
@SETTINGS
@given(name=st.text(CHARACTERS, min_size=1, max_size=12), data=st.data())
def test_every_piece_of_every_name_finds_its_organization(bureau, name, data):
    with undone():
        organization = bureau.register(name)
        if not organization.name:
            return
        start = data.draw(st.integers(0, len(organization.name) - 1))
        piece = organization.name[start : start + data.draw(st.integers(1, 6))]
        if queries.kind_of(piece) == queries.Kind.NAME:
            assert queries.matching(Organization.objects.all(), piece).filter(pk=organization.pk).exists()
