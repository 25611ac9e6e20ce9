"""What has to be done: opened and closed by verbs, seen by the office that owns it."""

import datetime

import pytest

from core.access.actor import Actor
from core.access.scope import Scope, ScopeKind
from core.workflow.errors import WrongState
from core.worklist import actions, close_items, open_item, pause, queries, resume
from core.worklist.models import WorkItem
from tests.support.offices import office, person, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau():
    return office()


@pytest.fixture
def clerk(bureau):
    return seat(bureau)


def opened(subject, owner, kind="annual_reports.review", **changes):
    return open_item(
        kind,
        subject=subject,
        title="2025年度报告初审",
        department=owner,
        url_name="staff:annual_reports:detail",
        **changes,
    )


def test_an_office_sees_its_own_items_and_nobody_elses(bureau, clerk):
    other = seat(office("望澜区民政局"))
    opened(bureau, bureau)
    assert WorkItem.objects.visible_to(clerk).count() == 1
    assert not WorkItem.objects.visible_to(other).exists()


def test_an_item_of_one_post_is_not_shown_to_the_others_of_the_office(bureau, clerk):
    opened(bureau, bureau, role="registry_chief")
    assert not WorkItem.objects.visible_to(clerk).exists()
    assert WorkItem.objects.visible_to(seat(bureau, "registry_chief")).exists()


def test_an_organization_sees_what_it_has_to_do(bureau):
    open_item("annual_reports.due", subject=bureau, title="报送年度报告", organization=41, url_name="x")
    filer = Actor(user_id=1, audience="organization", scope=Scope(ScopeKind.ORGANIZATION, (41,)))
    stranger = Actor(user_id=2, audience="organization", scope=Scope(ScopeKind.ORGANIZATION, (42,)))
    assert WorkItem.objects.visible_to(filer).count() == 1
    assert not WorkItem.objects.visible_to(stranger).exists()


def test_opening_twice_leaves_one_item_brought_up_to_date(bureau):
    first = opened(bureau, bureau, due_on=datetime.date(2026, 6, 1))
    again = opened(bureau, bureau, due_on=datetime.date(2026, 7, 1))
    assert first.pk == again.pk
    assert WorkItem.objects.get().due_on == datetime.date(2026, 7, 1)


def test_an_item_that_was_done_can_be_opened_anew(bureau, clerk):
    first = opened(bureau, bureau)
    assert close_items(bureau, "annual_reports.review", actor=clerk) == 1
    assert close_items(bureau, "annual_reports.review", actor=clerk) == 0
    assert opened(bureau, bureau).pk != first.pk


def test_who_claims_second_is_told_who_was_first(bureau, clerk):
    item = opened(bureau, bureau)
    actions.claim(item, actor=clerk)
    with pytest.raises(WrongState, match="王珂"):
        actions.claim(item, actor=seat(bureau, name="林知远"))


def test_an_item_of_another_office_cannot_be_claimed(bureau):
    item = opened(bureau, bureau)
    with pytest.raises(WorkItem.DoesNotExist):
        actions.claim(item, actor=seat(office("望澜区民政局")))


def test_it_is_given_only_to_people_who_sit_in_the_office(bureau, clerk):
    item = opened(bureau, bureau)
    with pytest.raises(actions.NotSeated):
        actions.reassign(item, actor=clerk, to_user_id=person().pk)
    colleague = seat(bureau, name="林知远")
    actions.reassign(item, actor=clerk, to_user_id=colleague.user_id)
    item.refresh_from_db()
    assert item.claimed_by_id == colleague.user_id


def test_the_items_of_a_seat_that_ended_go_back_to_the_office(bureau, clerk):
    item = opened(bureau, bureau)
    actions.claim(item, actor=clerk)
    assert actions.release_seat(clerk.user_id, bureau.pk) == 1
    item.refresh_from_db()
    assert (item.state, item.claimed_by_id) == ("open", None)


def test_waiting_for_somebody_else_stops_the_clock(bureau, clerk, set_clock):
    set_clock("2026-06-03")  # a Wednesday
    opened(bureau, bureau, due_on=datetime.date(2026, 6, 5))
    pause(bureau, "annual_reports.review", waiting_for="等待机构补正")
    set_clock("2026-06-10")  # five working days later
    assert queries.counts(clerk).overdue == 0
    resume(bureau, "annual_reports.review")
    assert WorkItem.objects.get().due_on == datetime.date(2026, 6, 12)


def test_the_home_page_counts_by_the_portals_clock(bureau, clerk, set_clock):
    set_clock("2026-06-03")
    for kind, day in (("a.a", 2), ("b.b", 3), ("c.c", 9), ("d.d", 30)):
        opened(bureau, bureau, kind=kind, due_on=datetime.date(2026, 6, day))
    counts = queries.counts(clerk)
    assert (counts.open, counts.overdue, counts.due_today, counts.due_this_week) == (4, 1, 1, 2)
    assert [item.kind for item in queries.next_items(clerk, 2)] == ["a.a", "b.b"]
