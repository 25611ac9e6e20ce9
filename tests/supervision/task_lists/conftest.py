import datetime

import pytest

from supervision.task_lists import actions, reference
from supervision.task_lists.actions import Order
from tests.support.bureau import Bureau

DUE = datetime.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    reference.load_pace()
    return Bureau()


@pytest.fixture
def issuer(bureau):
    """The bureau's clerk, who issues; her colleague confirms."""
    return bureau.actor("registry_clerk", bureau.bureau)


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


@pytest.fixture
def officer(bureau):
    return bureau.client("department_officer", bureau.commerce)


@pytest.fixture
def order(bureau):
    def order(**more) -> Order:
        given = {
            "title": "公布会费标准", "source_kind": "policy", "source_title": "20条措施",
            "requirement": "逐家核对并公布。", "lead": bureau.commerce, "due_on": DUE,
        }  # fmt: skip
        return Order(**{**given, **more})

    return order


@pytest.fixture
def issued(bureau, issuer, order):
    """`issued(offices=[...])`: a task that is out; without offices one row of the owner office."""

    def issued(*, offices=(), organizations=(), owner="lead", actor=issuer, department=None, order_=None, **more):
        task = actions.draft(actor=actor, department=department or bureau.bureau, order=order_ or order(), **more)
        if offices:
            actions.add_offices(task, actor=actor, offices=offices)
        if organizations:
            actions.add_organizations(task, actor=actor, organizations=organizations, owner=owner)
        actions.issue(task, actor=actor)
        return task

    return issued
