"""Pages by position: every row exactly once, forwards and backwards, whatever the sort and however many nulls."""

import pytest

from core.departments.models import Department
from core.listing.keyset import Order, Sort, cut, position, token
from tests.core.listing.lists import Offices

pytestmark = pytest.mark.django_db
SORTS = [s for one in Offices.sorts for s in (one, one.backwards())]


def order(sort):
    return Order(sort, Department)


def rows():
    return Department.objects.filter(name__startswith="表")


def walk(sort, start, direction, size=7):
    its, at, pages = order(sort), start, []
    while True:
        page = cut(rows(), its, at, size, 60)
        pages.append([row.pk for row in page.rows])
        if not (page.has_next if direction == "after" else page.has_previous):
            return pages
        at = token(its, direction, page.rows[-1 if direction == "after" else 0])


@pytest.mark.parametrize("sort", SORTS, ids=lambda s: s.key)
def test_walking_forwards_meets_every_row_once_in_order(offices, sort):
    met = [pk for page in walk(sort, "", "after") for pk in page]
    assert met == [row.pk for row in order(sort).apply(rows())]
    assert len(set(met)) == 60


@pytest.mark.parametrize("sort", SORTS, ids=lambda s: s.key)
def test_walking_back_from_the_last_page_meets_the_same_pages(offices, sort):
    assert walk(sort, "last", "before")[::-1] == walk(sort, "", "after")


def test_rows_without_a_value_come_last_in_both_directions(offices):
    for sort in (Offices.sorts[1], Offices.sorts[1].backwards()):
        values = [row.valid_from for row in order(sort).apply(rows())]
        assert values[-1] is None
        assert values[0] is not None


def test_a_position_survives_the_disappearance_of_its_row(offices):
    its = order(Offices.sorts[0])
    first = cut(rows(), its, "", 10, 60)
    at = token(its, "after", first.rows[-1])
    following = [row.pk for row in cut(rows(), its, at, 10, 60).rows]
    Department.objects.filter(pk=first.rows[-1].pk).delete()
    assert [row.pk for row in cut(rows(), its, at, 10, 59).rows] == following


@pytest.mark.parametrize("forged", ["x", "last2", "WyJhZnRlciJd:abc:def"])
def test_a_forged_position_is_the_first_page(offices, forged):
    its = order(Offices.sorts[0])
    assert cut(rows(), its, forged, 10, 60) == cut(rows(), its, "", 10, 60)


def test_a_position_of_one_sort_means_nothing_in_another(offices):
    row = rows().first()
    assert position(order(Offices.sorts[1]), token(order(Offices.sorts[0]), "after", row)) is None


def test_one_direction_without_nulls_is_one_row_comparison(offices):
    sql = str(order(Sort("name", "", ("name",))).beyond(rows(), ["表甲", 3]).query)
    assert '("core_department"."name", "core_department"."id") > (' in sql
