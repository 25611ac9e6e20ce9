"""The seat pages, and the page where a person changes seats."""

import pytest
from django.urls import reverse

from core import clock
from core.departments.models import DepartmentSeat
from core.departments.states import SeatState
from core.identity.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def asks(bureau):
    return bureau.client("system_admin", bureau.bureau)


@pytest.fixture
def grants(bureau):
    return bureau.client("security_admin", bureau.bureau)


@pytest.fixture
def newcomer(db):
    return User.objects.create(username="sun.yu", name="孙屿")


def form(bureau, **changes):
    data = {"username": "sun.yu", "department": bureau.bureau.pk, "role": "registry_clerk", "valid_from": "2026-06-03"}
    return {**data, **changes}


def test_from_request_to_grant_on_two_screens(asks, grants, newcomer, bureau, set_clock):
    set_clock("2026-06-03")
    answer = asks.post(reverse("staff:seats:create"), form(bureau))
    seat = DepartmentSeat.objects.get(user=newcomer)
    assert answer.url == reverse("staff:seats:detail", args=[seat.pk])
    page = grants.get(answer.url).content.decode()
    assert reverse("staff:seats:grant", args=[seat.pk]) in page
    assert reverse("staff:seats:grant", args=[seat.pk]) not in asks.get(answer.url).content.decode()
    grants.post(reverse("staff:seats:grant", args=[seat.pk]))
    seat.refresh_from_db()
    assert seat.state == "active"
    assert "核准" in asks.get(answer.url).content.decode()


def test_what_is_wrong_is_said_at_the_field_and_the_input_stays(asks, newcomer, bureau):
    page = asks.post(reverse("staff:seats:create"), form(bureau, username="no.body", region_code="999999999999"))
    text = page.content.decode()
    assert page.status_code == 422
    assert "没有这个用户名" in text
    assert "没有这个区划代码" in text
    assert 'value="no.body"' in text


def test_a_refusal_of_the_rules_is_said_on_the_form(asks, newcomer, bureau):
    page = asks.post(reverse("staff:seats:create"), form(bureau, role="auditor"))
    assert page.status_code == 422
    assert "必须填写终止日期" in page.content.decode()


@pytest.mark.parametrize("role", ["registry_chief", "audit_admin", "security_admin"])
def test_nobody_else_asks_for_posts(bureau, newcomer, role):
    client = bureau.client(role, bureau.bureau)
    assert client.post(reverse("staff:seats:create"), form(bureau)).status_code == 403
    assert not DepartmentSeat.objects.filter(user=newcomer).exists()


def test_the_403_page_names_what_is_missing(bureau):
    page = bureau.client("registry_clerk", bureau.bureau).get(reverse("staff:seats:list"))
    assert page.status_code == 403
    assert "岗位授权·查看" in page.content.decode()


def test_the_list_filters_by_state_and_name(asks, bureau, newcomer, django_assert_max_num_queries):
    asks.post(reverse("staff:seats:create"), form(bureau))
    with django_assert_max_num_queries(15):
        waiting = asks.get(reverse("staff:seats:list"), {"state": "requested"})
    assert waiting.content.decode().count(f">{newcomer.name}</a>") == 1
    assert (
        "没有符合条件的记录" in asks.get(reverse("staff:seats:list"), {"q": "孙屿", "state": "ended"}).content.decode()
    )


@pytest.fixture
def two_seats(bureau, client, newcomer):
    """孙屿 sits in the district as a clerk and in the city as a legal reviewer."""
    seats = [
        DepartmentSeat.objects.create(
            user=newcomer, department=department, role=role, state=SeatState.ACTIVE, valid_from=clock.today()
        )
        for department, role in ((bureau.wanglan_bureau, "registry_clerk"), (bureau.bureau, "legal_reviewer"))
    ]
    client.force_login(newcomer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return seats


def test_a_person_works_in_one_seat_at_a_time_and_changes_by_a_click(client, two_seats):
    first, second = two_seats
    assert client.get(reverse("public:seats")).wsgi_request.actor.role == "registry_clerk"
    client.post(reverse("public:switch_seat"), {"seat": f"department:{second.pk}"})
    actor = client.get(reverse("public:seats")).wsgi_request.actor
    assert (actor.role, actor.seat_key) == ("legal_reviewer", f"department:{second.pk}")


def test_the_seat_of_somebody_else_cannot_be_taken(client, two_seats, bureau):
    strange = bureau.seat("registry_chief", bureau.bureau)
    client.post(reverse("public:switch_seat"), {"seat": f"department:{strange.pk}"})
    assert client.get(reverse("public:seats")).wsgi_request.actor.role == "registry_clerk"


def test_a_seat_that_ends_while_one_sits_in_it_leaves_nobody_in_another_one(client, two_seats):
    first, second = two_seats
    client.post(reverse("public:switch_seat"), {"seat": f"department:{second.pk}"})
    DepartmentSeat.objects.filter(pk=second.pk).update(state="ended")
    assert client.get(reverse("public:seats")).wsgi_request.actor.role == ""


def test_looking_does_not_change_seats(client, two_seats):
    assert client.get(reverse("public:switch_seat")).status_code == 405


def test_a_read_only_auditor_may_change_seats_and_nothing_else(bureau, client, newcomer):
    for role, department in (("auditor", bureau.bureau), ("legal_reviewer", bureau.wanglan_bureau)):
        DepartmentSeat.objects.create(
            user=newcomer, department=department, role=role, state=SeatState.ACTIVE, valid_from=clock.today()
        )
    client.force_login(newcomer, backend="allauth.account.auth_backends.AuthenticationBackend")
    other = DepartmentSeat.objects.get(role="legal_reviewer", user=newcomer)
    assert client.post(reverse("public:switch_seat"), {"seat": f"department:{other.pk}"}).status_code == 302
    assert client.get(reverse("public:seats")).wsgi_request.actor.role == "legal_reviewer"


def test_an_account_without_a_seat_is_told_whom_to_ask(client, newcomer):
    client.force_login(newcomer, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "联系系统管理员" in client.get(reverse("public:seats")).content.decode()
