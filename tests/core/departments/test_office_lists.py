"""The lists of divisions: what nobody has chosen narrows nothing and does not look chosen."""

import re

import pytest
from django.urls import reverse

from tests.support.bureau import Bureau

LIST = reverse("staff:regions:list")


@pytest.fixture
def admin(db):
    bureau = Bureau()
    return bureau.client("system_admin", bureau.bureau)


def choices(page: str) -> list[tuple[str, str]]:
    field = re.search(r'<select name="level".*?</select>', page, re.DOTALL)[0]
    return re.findall(r'<option value="(\d*)"[^>]*>([^<]+)</option>', field)


def test_the_level_begins_with_all_and_offers_what_a_city_has(admin):
    page = admin.get(LIST).content.decode()
    assert choices(page) == [("", "全部"), ("1", "市"), ("2", "区县"), ("3", "镇街"), ("4", "村居")]


def test_a_level_narrows_the_list(admin):
    page = admin.get(LIST, {"level": "2"}).content.decode()
    assert "望澜区" in page
    assert "听澜街道" not in page
