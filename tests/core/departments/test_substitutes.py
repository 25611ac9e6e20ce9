"""代岗: a colleague sits in an officer's post for some days; two persons again, and it ends by itself."""

import dataclasses
import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core.access.middleware import seats_of
from core.audit.models import AuditEntry
from core.departments import actions
from core.departments.models import DepartmentSeat
from core.identity.models import User
from core.workflow.errors import NotPermitted, SamePerson
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 3)
LEAVE = {"valid_from": "2026-06-08", "valid_to": "2026-06-12", "comment": "年休假"}


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock(TODAY.isoformat())


@pytest.fixture
def officer(bureau):
    return bureau.seat("department_officer", bureau.commerce)


@pytest.fixture
def colleague(bureau):
    """Sits in the same office, with another job."""
    return bureau.seat("liaison_officer", bureau.commerce).user


def enter(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def ask(client, seat, colleague, **changes):
    return client.post(reverse("public:substitute", args=[seat.pk]), {"colleague": colleague.pk, **LEAVE, **changes})


@pytest.fixture
def asked(officer, colleague):
    assert ask(enter(officer.user), officer, colleague).status_code == 302
    return DepartmentSeat.objects.get(substitute_for=officer)


def grant(bureau, seat):
    return bureau.client("security_admin", bureau.bureau).post(reverse("staff:seats:grant", args=[seat.pk]))


def labels(user) -> list[str]:
    return [seat.seat_label for seat in seats_of(user)]


def test_the_colleague_sits_in_the_post_for_these_days_and_not_longer(bureau, officer, colleague, asked, set_clock):
    assert (asked.state, asked.role, asked.department) == ("requested", officer.role, officer.department)
    grant(bureau, asked)
    name = f"霁川市商务局 · 主管部门经办（代{officer.user.name}）"
    for day, sits in (("2026-06-07", False), ("2026-06-08", True), ("2026-06-12", True), ("2026-06-13", False)):
        set_clock(day)
        assert (name in labels(colleague)) is sits, day
    assert len(labels(officer.user)) == 1, "the officer's own post is untouched"


def test_it_takes_a_second_person(bureau, officer, colleague, asked):
    client = enter(officer.user)
    assert client.post(reverse("staff:seats:grant", args=[asked.pk])).status_code == 403
    admin = bureau.actor("security_admin", bureau.bureau)
    own = DepartmentSeat.objects.get(user=admin.user_id)
    with pytest.raises(SamePerson):
        actions.grant_seat(asked, actor=acting_as(admin, colleague))
    asked.refresh_from_db()
    assert (asked.state, own.state) == ("requested", "active")


def acting_as(actor, user):
    return dataclasses.replace(actor, user_id=user.pk)


def test_both_see_it_on_their_page_and_the_officer_takes_it_back(bureau, officer, colleague, asked, set_clock):
    grant(bureau, asked)
    set_clock("2026-06-09")
    assert f"代{officer.user.name}" in enter(colleague).get(reverse("public:seats")).content.decode()
    mine = enter(officer.user)
    assert "为我代岗的同事" in mine.get(reverse("public:seats")).content.decode()
    assert mine.post(reverse("public:recall_substitute", args=[asked.pk])).status_code == 302
    assert len(labels(colleague)) == 1
    assert [line.action for line in AuditEntry.objects.filter(object_id=asked.pk).order_by("pk")] == [
        "seats.substitute",
        "seats.grant",
        "seats.recall",
    ]


def test_nobody_else_takes_it_back(bureau, colleague, asked):
    assert enter(colleague).post(reverse("public:recall_substitute", args=[asked.pk])).status_code == 404
    with pytest.raises(NotPermitted):
        actions.recall_substitute(asked, actor=bureau.actor("department_officer", bureau.commerce))
    asked.refresh_from_db()
    assert asked.state == "requested"


def test_only_ones_own_post_can_be_given(bureau, officer, colleague):
    other = bureau.seat("department_officer", bureau.industry)
    assert ask(enter(other.user), officer, colleague).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"valid_to": "2026-06-07"}, "不能早于起始日期"),
        ({"valid_from": "2026-06-02"}, "不能早于今天"),
        ({"valid_to": "2026-09-08"}, "一次最长 92 天"),
        ({"valid_to": ""}, "终止日期"),
        ({"comment": ""}, "事由"),
    ],
)
def test_what_is_wrong_is_said_on_the_form(officer, colleague, changes, words):
    page = ask(enter(officer.user), officer, colleague, **changes)
    assert page.status_code == 422
    summary = page.content.decode().split("error-summary", 1)[1].split("</ul>")[0]
    assert words in summary
    assert not DepartmentSeat.objects.filter(substitute_for=officer).exists()


def test_somebody_of_another_office_or_without_an_office_cannot_be_chosen(bureau, officer):
    outsider = bureau.seat("department_officer", bureau.industry).user
    nobody = User.objects.create(username="sun.yu", name="孙屿")
    for user in (outsider, nobody, officer.user):
        assert ask(enter(officer.user), officer, user).status_code == 422


def test_a_substitute_does_not_pass_it_on(bureau, officer, colleague, asked, set_clock):
    grant(bureau, asked)
    set_clock("2026-06-09")
    assert ask(enter(colleague), asked, officer.user).status_code == 404


def test_it_ends_with_the_post_it_stands_for(bureau, officer, colleague, asked, set_clock):
    grant(bureau, asked)
    set_clock("2026-06-09")
    actions.end_seat(officer, actor=bureau.actor("system_admin", bureau.bureau), reason="调离")
    assert len(labels(colleague)) == 1


def test_a_read_only_seat_asks_nobody(bureau, colleague):
    auditor = bureau.seat("auditor", bureau.bureau)
    assert ask(enter(auditor.user), auditor, colleague).status_code == 403
