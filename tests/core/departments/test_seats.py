"""Posts: asked for by one, granted by another, each with one line of sight and an end."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.access.middleware import seats_of
from core.access.scope import ScopeKind
from core.departments import actions
from core.departments.actions import SeatRefused
from core.departments.models import DepartmentSeat
from core.identity.models import User
from core.workflow.errors import CommentRequired, NotPermitted, SamePerson, WrongState
from core.workflow.models import TransitionLog
from core.worklist import actions as worklist
from core.worklist.models import WorkItem

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def newcomer(db):
    return User.objects.create(username="sun.yu", name="孙屿")


@pytest.fixture
def ask(bureau, system_admin, newcomer):
    def ask(role="registry_clerk", department=None, actor=None, user=None, **dates):
        return actions.request_seat(
            actor=actor or system_admin,
            user=user or newcomer,
            department=department or bureau.bureau,
            role_key=role,
            valid_from=dates.pop("valid_from", clock.today()),
            **dates,
        )

    return ask


def test_a_post_that_was_only_asked_for_opens_nothing(ask, newcomer):
    ask()
    assert seats_of(newcomer) == []


def test_the_second_person_makes_it_work(ask, newcomer, security_admin, bureau):
    seat = ask()
    actions.grant_seat(seat, actor=security_admin)
    (actor,) = seats_of(newcomer)
    assert actor.can("organizations.view")
    assert actor.department_id == bureau.bureau.pk
    assert [line.name for line in TransitionLog.objects.of(seat)] == ["grant", "request"]


def test_who_asks_does_not_grant(ask, system_admin):
    with pytest.raises(NotPermitted):
        actions.grant_seat(ask(), actor=system_admin)


def test_who_asked_does_not_grant_even_after_having_become_the_granting_administrator(ask, system_admin, bureau):
    import dataclasses

    both = dataclasses.replace(system_admin, permissions=system_admin.permissions | {"seats.grant"})
    seat = ask()
    with pytest.raises(SamePerson):
        actions.grant_seat(seat, actor=both)
    seat.refresh_from_db()
    assert seat.state == "requested"


def test_nobody_grants_a_post_to_oneself(ask, security_admin):
    own = ask("legal_reviewer", user=User.objects.get(pk=security_admin.user_id))
    with pytest.raises(SamePerson, match="授予自己"):
        actions.grant_seat(own, actor=security_admin)


def test_a_second_grant_of_the_same_post_is_refused(ask, security_admin):
    seat = ask()
    actions.grant_seat(seat, actor=security_admin)
    with pytest.raises(WrongState):
        actions.grant_seat(seat, actor=security_admin)
    assert TransitionLog.objects.of(seat).filter(name="grant").count() == 1


def test_refusing_takes_a_reason(ask, security_admin):
    seat = ask()
    with pytest.raises(CommentRequired):
        actions.refuse_seat(seat, actor=security_admin, reason="  ")
    actions.refuse_seat(seat, actor=security_admin, reason="无任命文件")
    assert seat.state == "refused"


@pytest.mark.parametrize("first", ["system_admin", "security_admin", "audit_admin"])
@pytest.mark.parametrize("second", ["system_admin", "security_admin", "audit_admin", "registry_clerk", "auditor"])
def test_three_administrators_are_three_persons_and_do_no_casework(ask, first, second):
    ask(first)
    if first == second:
        with pytest.raises(SeatRefused, match="已有或已申请"):
            ask(second)
        return
    with pytest.raises(SeatRefused, match="三员分立"):
        ask(second, valid_to=clock.today() + DAY)


def test_two_requests_that_slipped_in_side_by_side_are_caught_at_the_grant(ask, newcomer, bureau, security_admin):
    seats = [
        DepartmentSeat.objects.create(
            user=newcomer, department=bureau.bureau, role=role, state="requested", valid_from=clock.today()
        )
        for role in ("system_admin", "audit_admin")
    ]
    actions.grant_seat(seats[0], actor=security_admin)
    with pytest.raises(SeatRefused, match="三员分立"):
        actions.grant_seat(seats[1], actor=security_admin)


def test_a_role_exists_only_in_its_kind_of_office(ask, bureau):
    with pytest.raises(SeatRefused, match="党政部门"):
        ask("registry_clerk", bureau.commerce)
    assert ask("department_officer", bureau.commerce).pk


@pytest.mark.parametrize("role", ["organization_filer", "api_client", "emperor"])
def test_no_department_seat_gets_a_role_of_another_side(ask, role):
    with pytest.raises(SeatRefused):
        ask(role)


def test_the_read_only_auditor_comes_for_a_time_only(ask):
    with pytest.raises(SeatRefused, match="必须填写终止日期"):
        ask("auditor")
    with pytest.raises(SeatRefused, match="92"):
        ask("auditor", valid_to=clock.today() + 92 * DAY)
    assert ask("auditor", valid_to=clock.today() + 91 * DAY).pk


def test_the_last_day_still_counts_and_the_next_does_not(ask, newcomer, security_admin, set_clock):
    set_clock("2026-06-03")
    seat = ask(valid_to=datetime.date(2026, 6, 30), valid_from=datetime.date(2026, 6, 4))
    actions.grant_seat(seat, actor=security_admin)
    answers = []
    for day in ("2026-06-03", "2026-06-04", "2026-06-30", "2026-07-01"):
        set_clock(day)
        answers.append(len(seats_of(newcomer)))
    assert answers == [0, 1, 1, 0]


def test_ending_today_takes_the_post_at_once_and_gives_the_work_back(
    ask, newcomer, security_admin, system_admin, bureau
):
    seat = ask()
    actions.grant_seat(seat, actor=security_admin)
    (actor,) = seats_of(newcomer)
    organization = bureau.register("霁川市棋类协会")
    item = worklist.open_item(
        "review",
        subject=organization,
        title="审查年报",
        department=bureau.bureau,
        url_name="staff:organizations:detail",
    )
    worklist.claim(item, actor=actor)
    actions.end_seat(seat, actor=system_admin, reason="调离")
    assert seats_of(newcomer) == []
    item = WorkItem.objects.get(pk=item.pk)
    assert (item.claimed_by_id, item.state) == (None, "open")


def test_ending_later_lets_the_post_run_until_that_day(ask, newcomer, security_admin, system_admin, set_clock):
    set_clock("2026-06-03")
    seat = ask()
    actions.grant_seat(seat, actor=security_admin)
    actions.end_seat(seat, actor=system_admin, reason="调离", last_day=datetime.date(2026, 6, 10))
    assert len(seats_of(newcomer)) == 1
    set_clock("2026-06-11")
    assert seats_of(newcomer) == []
    with pytest.raises(SeatRefused, match="不能晚于"):
        actions.end_seat(seat, actor=system_admin, reason="再延长", last_day=datetime.date(2026, 12, 31))


def test_an_end_before_the_beginning_is_impossible_in_the_database_too(bureau, newcomer):
    with pytest.raises(IntegrityError, match="department_seat_dates_in_order"), transaction.atomic():
        DepartmentSeat.objects.create(
            user=newcomer,
            department=bureau.bureau,
            role="registry_clerk",
            valid_from=clock.today(),
            valid_to=clock.today() - DAY,
        )


@pytest.mark.parametrize(
    ("role", "office", "kind", "reach"),
    [
        ("registry_clerk", "bureau", ScopeKind.AUTHORITY, ("bureau", "wanglan_bureau", "yanhai_bureau")),
        ("registry_clerk", "wanglan_bureau", ScopeKind.AUTHORITY, ("wanglan_bureau",)),
        ("department_officer", "commerce", ScopeKind.RESPONSIBILITY, ("commerce",)),
        ("party_officer", "party_committee", ScopeKind.PARTY, ("party_committee",)),
        ("street_officer", "tinglan_office", ScopeKind.TERRITORY, ("tinglan",)),
        ("system_admin", "bureau", ScopeKind.NONE, ()),
    ],
)
def test_a_post_sees_along_one_line(bureau, role, office, kind, reach):
    scope = bureau.actor(role, getattr(bureau, office)).scope
    assert scope.kind == kind
    assert set(scope.ids) == {getattr(bureau, name).pk for name in reach}


def test_a_post_may_answer_for_another_region_than_its_office(bureau):
    scope = bureau.actor("street_officer", bureau.tinglan_office, bureau.zhenhe).scope
    assert (scope.ids, scope.level) == ((bureau.zhenhe.pk,), 3)
