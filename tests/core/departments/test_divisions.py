"""Real divisions: padded codes, levels, and territories that do not leak into one another (kernel A3)."""

from collections import defaultdict

import pytest

from core.access.scope import Scope, ScopeKind
from core.departments import reference as loading
from core.departments.models import Region, RegionLevel


@pytest.fixture(scope="module")
def divisions():
    return loading.shipped_divisions()


def test_every_division_has_twelve_digits_and_a_parent_one_level_up(divisions):
    level_of = {row["code"]: row["level"] for row in divisions}
    assert len(level_of) == len(divisions) == 18_746
    for row in divisions:
        assert len(row["code"]) == 12
        if row["level"]:
            assert level_of[row["parent_code"]] == row["level"] - 1


def test_the_prefix_of_every_division_reaches_exactly_its_own_descendants(divisions):
    """荫营镇 140311100 and 燕山街道 370102010 leak into their neighbours when trailing zeros are stripped."""
    children = defaultdict(list)
    for row in divisions:
        children[row["parent_code"]].append(row["code"])
    size = {}
    for row in reversed(divisions):
        size[row["code"]] = 1 + sum(size[child] for child in children[row["code"]])
    by_prefix = defaultdict(int)
    for row in divisions:
        for level in range(row["level"] + 1):
            by_prefix[level, loading.code_prefix(row["code"], level)] += 1
    for row in divisions:
        assert by_prefix[row["level"], loading.code_prefix(row["code"], row["level"])] == size[row["code"]], row


def test_the_known_leaks_are_closed():
    assert loading.code_prefix("140311100000", RegionLevel.TOWNSHIP) == "140311100"
    assert loading.code_prefix("370102010000", RegionLevel.TOWNSHIP) == "370102010"


INVENTED = [
    {"code": "990000000000", "name": "甲省", "parent_code": "", "level": 0},
    {"code": "990100000000", "name": "长清市", "parent_code": "990000000000", "level": 1},
]


@pytest.mark.django_db
def test_the_shipped_list_is_loaded_and_loading_it_again_writes_nothing():
    loading.load_regions()
    assert loading.load_regions() == 0
    shinan = Region.objects.get(code="370202000000")
    assert (shinan.full_name, shinan.level) == ("山东省青岛市市南区", RegionLevel.DISTRICT)
    assert shinan.parent.parent.code == "370000000000"
    assert shinan.pinyin == "shinanqu"


@pytest.mark.django_db
def test_new_divisions_are_added_and_a_renamed_one_is_corrected_in_place():
    assert loading.load_regions(INVENTED) == 2
    before = Region.objects.get(code="990100000000")
    assert (before.full_name, before.pinyin) == ("甲省长清市", "changqingshi")
    assert loading.load_regions([INVENTED[0], {**INVENTED[1], "name": "长治市"}]) == 1
    after = Region.objects.get(code="990100000000")
    assert (after.pk, after.full_name, after.pinyin) == (before.pk, "甲省长治市", "changzhishi")


def test_a_territory_compares_one_region_id_never_a_code():
    """Scope carries ids of one level, so that a code ending in zeros cannot widen it."""
    assert Scope(ScopeKind.TERRITORY, (7,), RegionLevel.TOWNSHIP).ids == (7,)
