"""The work list as an office uses it."""

import datetime

import pytest

from core.worklist import open_item, pause
from core.worklist.models import WorkItem
from tests.support.offices import office, sat

pytestmark = pytest.mark.django_db
URL = "/staff/worklist/"


@pytest.fixture
def bureau():
    return office()


@pytest.fixture
def clerk(bureau):
    return sat(bureau)


def opened(owner, number=0, **changes):
    return open_item(
        f"tests.kind{number}", subject=owner, title=f"第{number}件", department=owner, url_name="staff:jobs:list",
        url_args=[], **changes,
    )  # fmt: skip


def test_the_most_urgent_stands_first_and_one_click_leads_to_it(bureau, clerk):
    _, client = clerk
    opened(bureau, 1)
    opened(bureau, 2, due_on=datetime.date(2026, 6, 1))
    text = client.get(URL).content.decode()
    assert text.index("第2件") < text.index("第1件")
    assert client.get(f"{URL}next/")["Location"] == "/staff/jobs/"


def test_nothing_to_do_says_so(clerk):
    assert "今日无待办" in clerk[1].get(URL).content.decode()


def test_the_list_shows_what_is_overdue_today_or_waiting(bureau, set_clock):
    set_clock("2026-06-03")
    _, client = sat(bureau)
    opened(bureau, 1, due_on=datetime.date(2026, 6, 2))
    opened(bureau, 2, due_on=datetime.date(2026, 6, 3))
    opened(bureau, 3, due_on=datetime.date(2026, 6, 1))
    pause(bureau, "tests.kind3", waiting_for="等待机构补正")

    def listed(due):
        text = client.get(f"{URL}?due={due}").content.decode()
        return [number for number in (1, 2, 3) if f"第{number}件" in text]

    assert (listed("overdue"), listed("today"), listed("waiting")) == ([1], [2], [3])


def test_an_item_is_taken_given_back_and_given_to_a_colleague(bureau, clerk):
    actor, client = clerk
    colleague, _ = sat(bureau, name="林知远")
    item = opened(bureau)
    client.post(f"{URL}{item.pk}/claim/")
    item.refresh_from_db()
    assert item.claimed_by_id == actor.user_id
    client.post(f"{URL}{item.pk}/release/")
    client.post(f"{URL}{item.pk}/reassign/", {"person": colleague.user_id})
    item.refresh_from_db()
    assert item.claimed_by_id == colleague.user_id
    response = client.post(f"{URL}{item.pk}/claim/")
    assert response.status_code == 409
    assert "林知远领办" in response.content.decode()


def test_an_item_is_not_given_to_somebody_of_another_office(bureau, clerk):
    stranger, _ = sat(office())
    item = opened(bureau)
    response = clerk[1].post(f"{URL}{item.pk}/reassign/", {"person": stranger.user_id})
    assert response.status_code == 422
    assert not WorkItem.objects.filter(claimed_by=stranger.user_id).exists()


@pytest.mark.parametrize("verb", ["", "claim/", "release/", "reassign/"])
def test_another_offices_item_does_not_exist(bureau, verb):
    item = opened(bureau)
    _, stranger = sat(office())
    method = stranger.post if verb else stranger.get
    assert method(f"{URL}{item.pk}/{verb}").status_code == 404


def test_the_list_costs_few_queries(bureau, clerk, django_assert_max_num_queries):
    _, client = clerk
    for number in range(30):
        opened(bureau, number)
    client.get(URL)
    with django_assert_max_num_queries(15):
        client.get(f"{URL}?at=last")
