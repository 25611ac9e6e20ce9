"""Recurring tasks come once a period; reminders and escalation on their working days."""

import datetime

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.worklist.models import WorkItem
from core.writeoff.models import WriteOffRow
from registry.organizations import actions as organizations
from supervision.models import Task, TaskSeries
from supervision.task_lists import actions, nights
from supervision.task_lists.periods import due_in, period_of, words_of
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date


def told(what) -> int:
    return Notice.objects.filter(template=f"task_lists.{what}").count()


@pytest.mark.parametrize(
    ("day", "frequency", "period", "due"),
    [
        (D(2026, 6, 30), "monthly", "2026-06", D(2026, 6, 25)),
        (D(2026, 7, 1), "monthly", "2026-07", D(2026, 7, 25)),
        (D(2026, 6, 30), "quarterly", "2026Q2", D(2026, 6, 25)),
        (D(2026, 7, 1), "quarterly", "2026Q3", D(2026, 9, 25)),
        (D(2026, 12, 31), "quarterly", "2026Q4", D(2026, 12, 25)),
    ],
)
def test_periods_on_their_boundary_days(day, frequency, period, due):
    assert (period_of(day, frequency), due_in(day, frequency, 25)) == (period, due)
    assert words_of(period)


def test_the_next_period_is_issued_on_its_first_day_and_once(bureau, issued, set_clock):
    first = issued(offices=[bureau.commerce, bureau.industry], frequency="monthly", due_day=25)
    assert (first.period, first.due_on) == ("2026-06", D(2026, 6, 25))
    assert nights.issue_due(D(2026, 6, 30)) == 0
    set_clock("2026-07-01")
    assert [nights.issue_due(D(2026, 7, 1)) for _ in range(3)] == [1, 0, 0]
    second = Task.objects.get(period="2026-07")
    assert second.due_on == D(2026, 7, 25)
    assert second.book.title == "公布会费标准（2026年7月）"
    assert {row.responsible_id for row in second.book.rows.all()} == {bureau.commerce.pk, bureau.industry.pk}
    assert WriteOffRow.objects.count() == 4


def test_an_organization_that_has_ended_is_not_asked_again(bureau, issued, set_clock):
    tea, chess = bureau.register("霁川市茶业协会"), bureau.register("霁川市棋类协会")
    issued(organizations=[tea, chess], frequency="monthly", due_day=25)
    set_clock("2026-07-01")
    organizations.change_status(tea, actor=SETUP, status="cancelled", valid_from=D(2026, 6, 20), document="注销登记")
    nights.issue_due(D(2026, 7, 1))
    assert [row.subject for row in Task.objects.get(period="2026-07").book.rows.all()] == [chess.name]


def test_a_stopped_series_and_a_dropped_first_task_issue_nothing(bureau, issued, issuer, order, set_clock):
    task = issued(frequency="quarterly", due_day=20)
    actions.stop(task.series, actor=issuer)
    dropped = actions.draft(actor=issuer, department=bureau.bureau, order=order(), frequency="monthly", due_day=20)
    actions.drop(dropped, actor=issuer)
    set_clock("2026-07-01")
    assert nights.issue_due(D(2026, 7, 1)) == 0
    assert TaskSeries.objects.filter(valid_to=None).count() == 0


def test_offices_are_reminded_three_working_days_before_and_once(bureau, issued, order):
    issued(order_=order(due_on=D(2026, 6, 10)))  # a Wednesday; the third working day before is Friday the 5th
    assert [nights.remind(D(2026, 6, 4))["due_soon"], told("due_soon")] == [0, 0]
    assert nights.remind(D(2026, 6, 5))["due_soon"] == 1
    assert nights.remind(D(2026, 6, 5))["due_soon"] == 0
    assert nights.remind(D(2026, 6, 10))["due_soon"] == 0, "once for one due date"
    assert told("due_soon") == 1


def test_overdue_the_day_after_and_the_issuer_after_five_working_days(bureau, issued, order, set_clock):
    task = issued(order_=order(due_on=D(2026, 6, 10)))
    assert nights.remind(D(2026, 6, 10))["overdue"] == 0
    set_clock("2026-06-11")
    assert nights.remind(D(2026, 6, 11)) == {"due_soon": 0, "overdue": 1, "late": 0}
    set_clock("2026-06-16")
    assert nights.remind(D(2026, 6, 16))["late"] == 0
    set_clock("2026-06-17")
    assert nights.remind(D(2026, 6, 17))["late"] == 1, "the fifth working day after the 10th"
    assert nights.remind(D(2026, 6, 18))["late"] == 0
    item = WorkItem.objects.open().get(department=bureau.bureau)
    assert item.title == "任务逾期：公布会费标准，1项，请过问"
    officer, clerk = (
        bureau.client("department_officer", bureau.commerce),
        bureau.client("registry_clerk", bureau.bureau),
    )
    row = task.book.rows.get()
    officer.post(reverse("staff:writeoff:apply", args=[row.pk]), {"comment": "已办"})
    assert WorkItem.objects.open().filter(kind="task_lists.late").exists(), "proposed is not closed"
    clerk.post(reverse("staff:writeoff:confirm", args=[row.pk]))
    assert not WorkItem.objects.open().filter(kind="task_lists.late").exists()


def test_the_pace_of_the_day_decides(bureau, issued, order):
    from supervision.models import TaskPace

    TaskPace.objects.update(valid_to=D(2026, 6, 3))
    TaskPace.objects.create(remind_workdays=1, escalate_workdays=2, source="试", valid_from=D(2026, 6, 4))
    issued(order_=order(due_on=D(2026, 6, 10)))
    assert nights.remind(D(2026, 6, 8))["due_soon"] == 0
    assert nights.remind(D(2026, 6, 9))["due_soon"] == 1
