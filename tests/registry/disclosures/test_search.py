"""/search/: a box for everybody. It finds organizations, never people, and accuses nobody."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from registry.organizations import actions
from registry.organizations.states import Status
from tests.support.bureau import SETUP

SEARCH = "/search/"
CODE = "51370300TE5T000162"


def found(response):
    return re.findall(r'class="row-title"><a href="[^"]+">([^<]+)</a>', response.content.decode())


@pytest.fixture
def city(bureau):
    bureau.register("霁川市茶业协会", uscc=CODE, region_id=bureau.wanglan.pk)
    bureau.register("霁川市青禾助学基金会", org_type="3", region_id=bureau.yanhai.pk)
    bureau.register("砚海区安居物业协会", authority=bureau.yanhai_bureau, region_id=bureau.yanhai.pk)
    old = bureau.register("霁川市钟表学会")
    day = old.registered_on.replace(year=2020)
    actions.change_status(old, actor=SETUP, status=Status.CANCELLED, valid_from=day, document="准予注销登记决定书")
    return bureau


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "茶"}, ["霁川市茶业协会"]),
        ({"q": "安居物业"}, ["砚海区安居物业协会"]),
        ({"q": CODE}, ["霁川市茶业协会"]),
        ({"q": CODE[:8]}, ["霁川市茶业协会"]),
        ({"q": "jcscy"}, ["霁川市茶业协会"]),
        ({"q": "cyxh"}, ["霁川市茶业协会"]),
        ({"q": "chaye"}, ["霁川市茶业协会"]),
        ({"q": "anjuwuye"}, ["砚海区安居物业协会"]),
        ({"q": "霁川市", "org_type": "3"}, ["霁川市青禾助学基金会"]),
        ({"status": "cancelled"}, ["霁川市钟表学会"]),
        ({"q": "协会", "status": "active"}, ["霁川市茶业协会", "砚海区安居物业协会"]),
    ],
)
def test_it_finds_by_part_of_a_name_by_code_by_letters_and_by_what_is_chosen(visitor, city, query, names):
    assert sorted(found(visitor.get(SEARCH, query))) == sorted(names)


@pytest.mark.parametrize("length", range(1, 7))
def test_any_piece_of_one_to_six_characters_finds_it(visitor, city, length):
    name = "砚海区安居物业协会"
    for start in range(len(name) - length + 1):
        assert name in found(visitor.get(SEARCH, {"q": name[start : start + length]}))


def test_the_initials_of_a_former_name_find_the_organization_too(visitor, city):
    made = city.register("霁川市灯谜协会")
    actions.rename(made, actor=SETUP, name="霁川市谜语研究会", valid_from=made.registered_on.replace(year=2022))
    for typed in ("jcsdm", "dmxh", "myyjh", "miyuyanjiu"):
        assert found(visitor.get(SEARCH, {"q": typed})) == ["霁川市谜语研究会"]


def test_rare_characters_are_asked_for_like_any_other(visitor, city):
    city.register("霁川市𠮷祥·喆文剪纸艺术研究会")
    for typed in ("𠮷", "祥·喆", "喆文"):
        assert found(visitor.get(SEARCH, {"q": typed})) == ["霁川市𠮷祥·喆文剪纸艺术研究会"]


def test_the_district_narrows(visitor, city):
    rows = found(visitor.get(SEARCH, {"q": "协会", "district": city.yanhai.pk}))
    assert rows == ["砚海区安居物业协会"]


def test_a_former_name_finds_the_organization_and_is_named(visitor, city):
    made = city.register("霁川市灯谜协会")
    actions.rename(made, actor=SETUP, name="霁川市谜语研究会", valid_from=made.registered_on.replace(year=2022))
    response = visitor.get(SEARCH, {"q": "灯谜"})
    assert found(response) == ["霁川市谜语研究会"]
    assert "曾用名：霁川市灯谜协会" in response.content.decode()


def test_no_hit_says_what_this_portal_holds_and_accuses_nobody(visitor, city):
    text = visitor.get(SEARCH, {"q": "风铃制作"}).content.decode()
    assert "本平台仅收录本市及区县登记的社会组织。全国登记信息请到“中国社会组织政务服务平台”核验。" in text
    for word in ("非法", "未登记", "举报", "可疑", "冒用"):
        assert word not in text


def test_the_box_posts_and_the_question_comes_back_as_an_address(visitor, city):
    response = visitor.post(SEARCH, {"q": " 茶业 ", "org_type": "1"})
    assert response.status_code == 302
    assert response.url == "/search/?q=%E8%8C%B6%E4%B8%9A&org_type=1"


@pytest.mark.parametrize(
    "typed",
    [
        "379902198001010015",
        "37990219800101001X",
        "379902800101001",
        "12345678901",
        "１２３４５６７８９０１",
        "+86 123-4567-8901",
        "张望舒 12345678901",
        "0379-12345678",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_number_of_a_person_is_refused_and_not_repeated(visitor, city, typed, method, caplog):
    response = getattr(visitor, method)(SEARCH, {"q": typed})
    text = response.content.decode()
    assert response.status_code == 422
    assert "请不要输入身份证号码或者电话号码" in text
    assert typed not in text
    assert typed not in caplog.text
    assert typed not in str(response.headers)


def test_a_credit_code_of_digits_alone_is_no_number_of_a_person(visitor, city):
    assert visitor.get(SEARCH, {"q": "513703000000000017"}).status_code in (200, 422)
    assert visitor.get(SEARCH, {"q": CODE}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [{"q": "茶" * 61}, {"org_type": "9"}, {"district": "abc"}, {"district": "99999999"}, {"status": "rectifying"}],
)
def test_what_cannot_be_asked_is_said_and_not_searched(visitor, city, query):
    response = visitor.get(SEARCH, query)
    assert response.status_code == 422
    assert found(response) == []


@pytest.mark.parametrize("typed", ["%", "_", "'", "\\", "<b>", "%00", "🙂", "  ", "at"])
def test_strange_questions_are_questions(visitor, city, typed):
    response = visitor.get(SEARCH, {"q": typed, "at": "forged"})
    assert response.status_code == 200
    assert "<b>" not in response.content.decode().replace("<b></b>", "")


def test_nobody_of_the_province_and_nobody_internal_is_found(visitor, city):
    city.register("云岭文教基金会", registration_level="province")
    assert found(visitor.get(SEARCH, {"q": "云岭"})) == []


def test_pages_go_forward_and_back_without_losing_a_row(visitor, bureau):
    actions.register_many([bureau.new(f"霁川市第{n:03}研究会") for n in range(45)], actor=SETUP, origin="test")
    seen, response = [], visitor.get(SEARCH, {"q": "研究"})
    while True:
        seen += found(response)
        following = re.search(r'rel="next" href="([^"]+)"', response.content.decode())
        if not following:
            break
        response = visitor.get(following[1].replace("&amp;", "&"))
    assert len(seen) == len(set(seen)) == 45
    assert 'rel="prev"' in response.content.decode()


def test_a_search_costs_no_more_than_six_queries(visitor, bureau, django_assert_max_num_queries):
    for n in range(30):
        made = bureau.register(f"霁川市第{n:02}协会")
        actions.rename(
            made, actor=SETUP, name=f"霁川市第{n:02}研究会", valid_from=made.registered_on.replace(year=2020)
        )
        actions.change_standing(
            made, actor=SETUP, standing="abnormal", valid_from=made.registered_on.replace(year=2021), document="决1号"
        )
    visitor.get(SEARCH, {"q": "协会"})
    with django_assert_max_num_queries(6 + 3):  # three are the read-only transaction of every GET
        assert len(found(visitor.get(SEARCH, {"q": "协会"}))) == 20


def test_one_address_that_asks_too_often_is_told_to_wait(visitor, city, settings):
    settings.PUBLIC_LOOKS_A_MINUTE = 60
    answers = [visitor.get(SEARCH).status_code for _ in range(61)]
    assert answers[:60] == [200] * 60
    response = visitor.get(SEARCH)
    assert response.status_code == 429
    assert "操作过于频繁" in response.content.decode()
    assert visitor.get(SEARCH, REMOTE_ADDR="198.51.100.7").status_code == 200
    clerk = city.client("registry_clerk", city.bureau)
    assert clerk.get(SEARCH).status_code == 200


def test_while_the_cache_is_away_everybody_is_let_through(visitor, city, settings):
    away = {"BACKEND": "core.cache.DegradingRedisCache", "LOCATION": "unix:///nowhere/s.sock"}
    settings.CACHES = {"default": away}
    settings.PUBLIC_LOOKS_A_MINUTE = 3
    assert {visitor.get(SEARCH).status_code for _ in range(5)} == {200}


def test_what_the_cache_keeps_names_no_address_and_no_question(visitor, city):
    visitor.get(SEARCH, {"q": "茶业"}, REMOTE_ADDR="198.51.100.7")
    client = cache._cache.get_client(None)
    kept = [key.decode() for key in client.keys(f"{cache.key_prefix}*")]
    assert kept
    assert not [key for key in kept if "198.51" in key or "茶" in key]


def test_search_engines_are_told_what_to_leave(visitor, db):
    text = visitor.get("/robots.txt").content.decode()
    assert "Disallow: /search/?" in text
    assert "Disallow: /staff/" in text
    assert 'name="robots" content="noindex"' in visitor.get(SEARCH, {"q": "茶"}).content.decode()


def test_the_landing_page_begins_with_the_box(visitor, db):
    text = visitor.get("/").content.decode()
    assert text.index('id="search-box"') < text.index("工作人员登录")
    assert reverse("public:disclosures:guide") in text
