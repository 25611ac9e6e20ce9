"""Several workers on one night, with real commits: each period has one task."""

import datetime
import threading

import pytest
from django.db import connection

from core.history import acting
from supervision.models import Task
from supervision.task_lists import actions, nights
from supervision.task_lists.actions import Order
from tests.support.bureau import SETUP, Bureau

pytestmark = pytest.mark.committed
DAY = datetime.date(2026, 7, 1)


def test_the_tasks_of_a_period_are_issued_exactly_once_under_several_workers(set_clock):
    set_clock("2026-06-03")
    bureau = Bureau()
    for number in range(5):
        order = Order(
            title=f"第{number}项月报", source_kind="own", requirement="按月报送。", lead=bureau.commerce,
            due_on=datetime.date(2026, 6, 25),
        )  # fmt: skip
        with acting(SETUP):
            task = actions.draft(actor=SETUP, department=bureau.bureau, order=order, frequency="monthly", due_day=25)
            actions.issue(task, actor=SETUP)
    set_clock("2026-07-01")
    made, faults, start = [], [], threading.Barrier(4)

    def night():
        try:
            start.wait()
            with acting(nights.PORTAL):
                made.append(nights.issue_due(DAY))
        except Exception as fault:  # noqa: BLE001 a worker must not fail because another was faster
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=night) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sum(made) == 5
    assert Task.objects.filter(period="2026-07").count() == 5
