"""Totals by district and department, and the rows behind each number."""

import pytest
from django.urls import reverse

from tests.support.links import linked_numbers, rows_at, wrong_numbers

OVERVIEW = "staff:dashboards:overview"
ROWS = "staff:dashboards:rows"


@pytest.fixture
def seats(bureau):
    return {
        "leader": bureau.client("bureau_leader", bureau.bureau),
        "district clerk": bureau.client("registry_clerk", bureau.yanhai_bureau),
        "department": bureau.client("department_officer", bureau.commerce),
        "street": bureau.client("street_officer", bureau.tinglan_office, bureau.tinglan),
        "party": bureau.client("party_officer", bureau.party_committee),
        "auditor": bureau.client("auditor", bureau.bureau),
    }


def overview(client, **query):
    response = client.get(reverse(OVERVIEW), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("as_of", ["", "2026-06-01"])
def test_every_number_opens_exactly_the_rows_it_counts_for_every_seat(seats, as_of):
    for seat, client in seats.items():
        html = overview(client, as_of=as_of)
        assert linked_numbers(html), seat
        assert wrong_numbers(client, html) == [], seat


def test_the_leader_sees_districts_and_what_belongs_to_none(seats, bureau):
    html = overview(seats["leader"])
    assert ["望澜区" in html, "砚海区" in html, "未归集" in html] == [True, True, True]
    link = f"unit=district&amp;id={bureau.wanglan.pk}"
    assert f'{link}">4</a>' in html
    assert "75.0%" in html  # three of four are in normal status


def test_a_department_counts_its_own_and_nobody_elses(seats):
    html = overview(seats["department"])
    assert "砚海区" not in html
    assert "霁川市棋类协会" not in html
    totals = [number for _, number in linked_numbers(html)]
    assert max(totals) == 4


def test_the_totals_can_be_copied_as_a_sentence(seats):
    assert "截至2026年6月3日，共有社会组织6家，正常率83.3%（5/6）。" in overview(seats["leader"])


def test_the_day_stands_in_the_address_and_a_day_to_come_is_refused(seats):
    assert "截至2026年6月1日" in overview(seats["leader"], as_of="2026-06-01")
    html = overview(seats["leader"], as_of="2026-07-01")
    assert "截止日期不能晚于今天" in html
    assert "截至2026年6月3日" in html


def test_rows_of_a_wrong_address_are_not_found(seats):
    for query in ({}, {"indicator": "nonsense"}, {"indicator": "test_normal", "unit": "moon"}):
        assert seats["leader"].get(reverse(ROWS), query).status_code == 404


def test_rows_say_which_day_and_which_unit_they_belong_to(seats, bureau):
    query = {"indicator": "test_normal", "part": "numerator", "unit": "district", "id": bureau.wanglan.pk}
    response = seats["leader"].get(reverse(ROWS), query)
    html = response.content.decode()
    assert "截至2026年6月3日，区县：望澜区" in html
    assert "霁川市第0商会" in html
    assert "霁川市棋类协会" not in html


def test_what_is_missing_from_a_rate_can_be_opened_too(seats):
    url = f"{reverse(ROWS)}?indicator=test_normal&part=rest"
    assert rows_at(seats["leader"], url) == 1


def test_the_overview_needs_the_same_queries_for_any_number_of_districts(seats, django_assert_max_num_queries):
    overview(seats["leader"])
    with django_assert_max_num_queries(26):
        overview(seats["leader"])
