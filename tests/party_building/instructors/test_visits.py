"""What an instructor sees and records on a phone, and what the bureau records apart from it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.identity.models import User
from party_building.instructors import actions, queries, talking
from party_building.instructors.models import Dispatch, Visit
from party_building.party_counts import actions as counts
from party_building.party_counts.states import CountSource
from registry.org_accounts.models import OrganizationSeat
from tests.support.bureau import SETUP, Bureau
from tests.support.instructors import SINCE, body, enroll, send

MINE = reverse("org:instructors:list")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def account(bureau):
    return User.objects.create(username="zhouqi", name="周启")


@pytest.fixture
def phone(account):
    client = Client()
    client.force_login(account)
    return client


def test_she_sees_all_her_bodies_and_nobody_elses_and_loses_them_with_the_dispatch(bureau, account, phone):
    tea, chess, paper = (body(bureau, name) for name in ("霁川市茶业协会", "霁川市棋类协会", "霁川市造纸协会"))
    zhou = enroll(bureau, "周启", account=account)
    fact, _ = send(tea, zhou), send(chess, zhou)
    other = send(paper, enroll(bureau, "秦明"))
    page = phone.get(MINE).content.decode()
    assert "霁川市茶业协会" in page
    assert "霁川市棋类协会" in page
    assert "霁川市造纸协会" not in page
    assert phone.get(reverse("org:instructors:detail", args=[other.pk])).status_code == 404
    yesterday = clock.today() - datetime.timedelta(days=1)
    actions.end_dispatch(fact, actor=SETUP, last_day=yesterday, reason="轮换")
    assert "霁川市茶业协会" not in phone.get(MINE).content.decode()
    assert not OrganizationSeat.objects.current().filter(user=account, organization=tea).exists()
    assert OrganizationSeat.objects.current().filter(user=account, organization=chess).exists()


def test_one_line_records_a_visit_without_a_photo_and_never_for_the_future(bureau, account, phone):
    fact = send(body(bureau, "霁川市茶业协会"), enroll(bureau, "周启", account=account))
    address = reverse("org:instructors:visit", args=[fact.pk])
    wrong = phone.post(address, {"visited_on": "2099-01-01", "asked": "了解党员情况"})
    assert wrong.status_code == 422
    assert "日期不能晚于今天" in wrong.content.decode()
    said = {"visited_on": "2026-05-20", "asked": "专职2人，无党员", "next_step": "发展对象"}
    assert phone.post(address, said).status_code == 302
    visit = Visit.objects.get()
    assert (visit.instructor, visit.asked) == (fact.instructor, "专职2人，无党员")
    page = phone.get(reverse("org:instructors:detail", args=[fact.pk])).content.decode()
    assert "上次约定" in page
    assert "发展对象" in page


def test_guidance_of_the_bureau_is_kept_apart_from_visits(bureau):
    tea = body(bureau, "霁川市茶业协会")
    clerk = bureau.client("registry_clerk", bureau.bureau)
    address = reverse("staff:instructors:guide", args=[tea.pk])
    assert clerk.post(address, {"visited_on": "2026-05-20", "asked": "换届程序"}).status_code == 302
    assert Visit.objects.of_the_bureau().count() == 1
    assert not Visit.objects.by_instructors().exists()
    page = clerk.get(reverse("staff:instructors:visits")).content.decode()
    assert "霁川市民政局" in page


def test_the_talking_card_asks_for_what_is_missing(bureau):
    tea = body(bureau, "霁川市茶业协会")
    day = datetime.date(2026, 6, 3)
    titles = [point.title for point in talking.card(tea, day)]
    assert "未建党组织，党员情况未登记" in titles
    assert "章程未录入" in titles
    enroll(bureau, "周启")  # loads the limits
    counts.count(tea, actor=SETUP, since=SINCE, source=CountSource.SURVEY, formal_full_time=3)
    assert "有正式党员3人，未建党组织" in [point.title for point in talking.card(tea, day)]


def test_a_body_without_a_visit_in_the_last_full_quarter_is_named_from_the_first_day_after_it(bureau, account):
    fact = send(body(bureau, "霁川市茶业协会"), enroll(bureau, "周启", account=account))
    Visit.objects.create(
        organization=fact.organization, instructor=fact.instructor, visited_on=datetime.date(2026, 3, 31), asked="情况"
    )
    rows = Dispatch.objects.all()
    assert not queries.unvisited(rows, datetime.date(2026, 6, 30)).exists()
    assert queries.unvisited(rows, datetime.date(2026, 7, 1)).get() == fact
    assert not queries.unvisited(rows.filter(valid_from__gt=SINCE), datetime.date(2026, 7, 1)).exists()
