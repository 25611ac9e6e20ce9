"""The one way a state changes: locked, permitted, competent, by another person, with a line for each step."""

import threading

import pytest
from django.db import connection, transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import DepartmentSeat
from core.departments.states import SEAT_MACHINE, SeatState
from core.workflow.errors import CommentRequired, NotPermitted, SamePerson, WrongState
from core.workflow.models import TransitionLog
from core.workflow.perform import lock, log, perform
from tests.support.offices import office, person


def administrator(*permissions, user=None, **more):
    user = user or person("管理员")
    return Actor(user_id=user.pk, audience="staff", permissions=frozenset(permissions), **more)


def asked_by(actor):
    row = DepartmentSeat.objects.create(
        user=person(), department=office(), role="registry_clerk", state=SeatState.REQUESTED, valid_from=clock.today()
    )
    log(row, "request", actor=actor)
    return row


@pytest.fixture
def asker(db):
    return administrator("seats.request")


@pytest.fixture
def requested(asker):
    return asked_by(asker)


@pytest.fixture
def granter(db):
    return administrator("seats.grant")


def lines(row):
    return list(TransitionLog.objects.of(row).order_by("pk").values_list("name", "from_state", "to_state", "user_id"))


def test_a_step_changes_the_state_and_leaves_one_line(requested, asker, granter):
    before = requested.version
    perform(requested, "grant", actor=granter)
    requested.refresh_from_db()
    assert (requested.state, requested.version) == (SeatState.ACTIVE, before + 1)
    assert lines(requested) == [
        ("request", "", "requested", asker.user_id),
        ("grant", "requested", "active", granter.user_id),
    ]


def test_a_second_click_is_told_the_state_and_writes_no_line(requested, granter):
    perform(requested, "grant", actor=granter)
    with pytest.raises(WrongState, match="当前状态为“在岗”，不能核准"):
        perform(requested, "grant", actor=granter)
    assert len(lines(requested)) == 2


def test_permission_is_checked_whoever_calls(requested, asker):
    with pytest.raises(NotPermitted):
        perform(requested, "grant", actor=asker)


def test_who_asked_may_not_grant(requested, asker):
    both = Actor(user_id=asker.user_id, permissions=frozenset({"seats.grant"}))
    with pytest.raises(SamePerson, match="另一人"):
        perform(requested, "grant", actor=both)
    assert requested.state == SeatState.REQUESTED


def test_a_comment_that_is_asked_for_must_be_given(requested, granter):
    with pytest.raises(CommentRequired):
        perform(requested, "refuse", actor=granter, comment="  ")
    perform(requested, "refuse", actor=granter, comment="岗位不符")
    assert TransitionLog.objects.of(requested).get(name="refuse").comment == "岗位不符"


def test_the_portal_itself_may_do_every_step_and_is_named(requested):
    perform(requested, "grant", actor=Actor.system("nightly"))
    assert TransitionLog.objects.of(requested).get(name="grant").seat_key == "system:nightly"


def test_a_read_only_seat_gets_no_buttons_and_no_steps(requested, granter):
    reader = Actor(user_id=granter.user_id, permissions=granter.permissions, read_only=True)
    assert SEAT_MACHINE.available(requested, granter)
    assert SEAT_MACHINE.available(requested, reader) == []
    with pytest.raises(NotPermitted):
        perform(requested, "grant", actor=reader)


def test_unsaved_changes_on_the_object_do_not_slip_in(requested, granter):
    requested.role = "registry_chief"
    perform(requested, "grant", actor=granter)
    requested.refresh_from_db()
    assert requested.role == "registry_clerk"


def together(*works):
    """Run in threads of their own, each committing; returns what each raised or None."""
    results, barrier = [None] * len(works), threading.Barrier(len(works))

    def run(number, work):
        barrier.wait()
        try:
            work()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.committed
def test_of_many_at_once_exactly_one_wins():
    row = asked_by(administrator())
    granters = [administrator("seats.grant") for _ in range(6)]
    results = together(
        *(lambda its=one: perform(DepartmentSeat.objects.get(pk=row.pk), "grant", actor=its) for one in granters)
    )
    assert results.count(None) == 1
    assert {type(r) for r in results if r} == {WrongState}
    assert [name for name, *_ in lines(row)] == ["request", "grant"]


@pytest.mark.committed
def test_a_locked_row_does_not_hold_up_those_who_refer_to_it():
    """Two commits: one holds the row and waits for the audit chain, one is at the chain and checks its foreign key."""
    department = office()
    locked, referred = threading.Event(), threading.Event()

    def holder():
        with transaction.atomic():
            lock(department)
            locked.set()
            referred.wait(2)
            audit.record("a.b", actor=Actor.system("holder"))

    def referrer():
        locked.wait(2)
        with transaction.atomic():
            audit.record("a.b", actor=Actor.system("referrer"))
            DepartmentSeat.objects.create(
                user=person(), department=department, role="registry_clerk", valid_from=clock.today()
            )
        referred.set()

    assert together(holder, referrer) == [None, None]
    assert referred.is_set()
