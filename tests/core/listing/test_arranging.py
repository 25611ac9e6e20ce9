"""Columns, page size and density, as one person likes them."""

import io
import re

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.support.bureau import Bureau

pytestmark = pytest.mark.django_db
LIST = "staff:organizations:list"


@pytest.fixture
def bureau():
    bureau = Bureau()
    bureau.register("霁川市棋类协会", region_id=bureau.tinglan.pk)
    bureau.register("霁川市茶叶协会", region_id=bureau.tinglan.pk)
    return bureau


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


def headings(response):
    head = re.search(r"<thead>.*?</thead>", response.content.decode(), re.S)[0]
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<th.*?</th>", head, re.S)]


def choose(client, *columns, **step):
    given = {"list": LIST, "query": "q=协会", "col": columns, **step}
    return client.post(reverse("staff:lists:columns"), given)


def header_row(response):
    return CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()


def test_the_address_says_which_columns_in_which_order(clerk):
    assert headings(clerk.get(reverse(LIST), {"cols": "address,name,uscc"})) == ["选择", "住所", "名称", "信用代码"]


def test_the_title_is_always_there_and_nonsense_is_not(clerk):
    assert headings(clerk.get(reverse(LIST), {"cols": "uscc,password"})) == ["选择", "名称", "信用代码"]


def test_columns_are_applied_by_address_and_kept_only_when_asked(clerk):
    answer = choose(clerk, "name", "address", apply="1")
    assert answer["Location"] == f"{reverse(LIST)}?q=%E5%8D%8F%E4%BC%9A&cols=name%2Caddress"
    assert "住所" not in headings(clerk.get(reverse(LIST)))
    choose(clerk, "name", "address", keep="1")
    assert headings(clerk.get(reverse(LIST))) == ["选择", "名称", "住所"]
    choose(clerk, "name", reset="1")
    assert "信用代码" in headings(clerk.get(reverse(LIST)))


def test_a_column_moves_up_by_a_button_without_script(clerk):
    page = choose(clerk, "name", "uscc", "address", up="address").content.decode()
    assert re.findall(r'name="col" value="(\w+)" checked', page) == ["name", "address", "uscc"]


def test_one_persons_choice_is_not_anothers(bureau, clerk):
    choose(clerk, "name", keep="1")
    assert len(headings(bureau.client("registry_clerk", bureau.bureau).get(reverse(LIST)))) > 3


def test_page_size_and_density_are_remembered(clerk):
    for liked in ({"size": "50"}, {"density": "compact"}):
        clerk.post(reverse("staff:lists:remember"), {"list": LIST, "query": "q=协会&size=25", **liked})
    page = clerk.get(reverse(LIST)).content.decode()
    assert 'value="50" aria-pressed="true"' in page
    assert "table-compact" in page


def test_a_read_only_seat_arranges_by_address_alone(bureau):
    auditor = bureau.client("auditor", bureau.bureau)
    assert 'name="size"' not in auditor.get(reverse(LIST)).content.decode()
    assert auditor.post(reverse("staff:lists:remember"), {"list": LIST, "size": "50"}).status_code == 403
    step = auditor.get(reverse("staff:lists:columns"), {"list": LIST, "col": ["name", "uscc"], "apply": "1"})
    assert step["Location"].endswith("?cols=name%2Cuscc")


@pytest.mark.parametrize(("columns", "expected"), [("shown", ["名称", "住所"]), ("all", None)])
def test_the_export_holds_the_columns_on_the_page_or_all(clerk, columns, expected):
    address = reverse("staff:organizations:export") + "?cols=name,address"
    first = header_row(clerk.post(address, {"columns": columns}))[0]
    assert first == expected if expected else len(first) > 10


def test_the_export_of_ticked_rows_holds_them_alone_and_says_so_when_there_are_none(bureau, clerk):
    row = bureau.register("霁川市剪纸协会", region_id=bureau.tinglan.pk)
    address = reverse("staff:organizations:export")
    rows = header_row(clerk.post(address, {"range": "picked", "pk": [row.pk]}))
    assert [line[0] for line in rows[1:]] == ["霁川市剪纸协会"]
    refused = clerk.post(address, {"range": "picked"})
    assert refused.status_code == 409
    assert "没有勾选任何记录" in refused.content.decode()
