"""In which seat a person sits: remembered, renewed on a change, and never changed behind her back."""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.departments import actions
from core.departments.models import DepartmentSeat
from core.departments.states import SeatState
from core.identity.models import User
from registry.org_accounts.models import OrganizationSeat
from tests.core.identity.conftest import PASSWORD
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.django_db
MINE = "public:seats"


@pytest.fixture
def person(bureau):
    """A legal reviewer of the bureau who also files for an association."""
    user = User.objects.create(username="sun.yu", name="孙屿")
    for department, role in ((bureau.wanglan_bureau, "registry_clerk"), (bureau.bureau, "legal_reviewer")):
        DepartmentSeat.objects.create(
            user=user, department=department, role=role, state=SeatState.ACTIVE, valid_from=clock.today()
        )
    OrganizationSeat.objects.create(
        user=user, organization=bureau.register("霁川市棋类协会"), role="organization_filer", valid_from=clock.today()
    )
    return user


def enter(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def role_in(client) -> str:
    return client.get(reverse(MINE)).wsgi_request.actor.role


def switch(client, role):
    seat = next(s for s in client.get(reverse(MINE)).wsgi_request.seats if s.role == role)
    return client.post(reverse("public:switch_seat"), {"seat": seat.seat_key})


def test_from_the_office_to_the_association_and_back(person):
    client = enter(person)
    assert role_in(client) == "registry_clerk"
    assert switch(client, "organization_filer").url == "/home/"
    home = client.get("/home/")
    assert home.status_code == 200
    assert "霁川市棋类协会 · 组织填报人" in home.content.decode()
    assert client.get(reverse("staff:organizations:list")).status_code == 403
    switch(client, "legal_reviewer")
    assert client.get(reverse("staff:organizations:list")).status_code == 200


def test_the_next_sign_in_begins_where_the_last_one_ended_on_whatever_device(person):
    switch(enter(person), "legal_reviewer")
    assert role_in(enter(person)) == "legal_reviewer"
    switch(enter(person), "organization_filer")
    assert role_in(enter(person)) == "organization_filer"


def test_a_remembered_seat_that_ended_is_forgotten(person, bureau):
    switch(enter(person), "legal_reviewer")
    DepartmentSeat.objects.filter(user=person, role="legal_reviewer").update(state="ended")
    assert role_in(enter(person)) == "registry_clerk"


def test_changing_the_seat_gives_a_new_session_key_and_keeps_the_session(person, settings):
    settings.ONE_SESSION_PER_ACCOUNT = True
    person.set_password(PASSWORD)
    person.save()
    client = Client()
    client.post(reverse("account_login"), {"login": person.username, "password": PASSWORD})
    before = client.session.session_key
    switch(client, "legal_reviewer")
    assert client.session.session_key != before
    assert role_in(client) == "legal_reviewer"
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get(reverse(MINE)).status_code == 302
    assert [device.is_this for device in client.get(reverse("account_sessions")).context["devices"]] == [True]


@pytest.fixture
def bereft(person, bureau):
    """Signed in as a clerk; then the clerk's post ends."""
    client = enter(person)
    assert client.get(reverse("staff:organizations:list")).status_code == 200
    seat = DepartmentSeat.objects.get(user=person, role="registry_clerk")
    actions.end_seat(seat, actor=bureau.actor("system_admin", bureau.bureau), reason="调离")
    return client


def test_whose_seat_ends_chooses_another_before_anything_else_happens(bereft):
    for name in ("public:home", "staff:organizations:list"):
        answer = bereft.get(reverse(name), follow=True)
        assert answer.redirect_chain == [(reverse(MINE), 302)]
        assert "岗位已到期或停用" in answer.content.decode()
        assert "切换到此岗位" in answer.content.decode()
    assert switch(bereft, "legal_reviewer").url == "/home/"
    assert bereft.get(reverse("staff:organizations:list")).status_code == 200


def test_what_was_posted_from_the_ended_seat_is_not_done(bereft):
    answer = bereft.post(reverse("staff:org_accounts:issue"), {"organization": "霁川市棋类协会"})
    assert (answer.status_code, answer.url) == (302, reverse(MINE))
    fragment = bereft.post(reverse("staff:org_accounts:issue"), headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment.headers["HX-Redirect"]) == (401, reverse(MINE))


def test_whose_only_seat_ends_gets_a_plain_page(bureau):
    seat = bureau.seat("legal_reviewer", bureau.bureau)
    client = enter(seat.user)
    client.get("/home/")
    DepartmentSeat.objects.filter(pk=seat.pk).update(state="ended")
    page = client.get("/home/", follow=True)
    assert page.status_code == 200
    assert "您还没有岗位" in page.content.decode()
