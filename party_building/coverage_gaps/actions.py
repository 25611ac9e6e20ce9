"""Opening a gap ledger. Everything after that is the write-off list's own."""

import datetime

from django.db import transaction

from core.access.actor import Actor
from core.departments.models import Department
from core.identity.actions import require
from core.refusal import Refusal
from core.writeoff import actions as writeoff
from core.writeoff import feeding
from core.writeoff.models import WriteOffList
from core.writeoff.states import UNDONE
from party_building.coverage_gaps.states import KIND, OPEN, SOURCE


@transaction.atomic
def open_ledger(
    *,
    actor: Actor,
    department: Department,
    title: str,
    second_department: Department,
    due_on: datetime.date,
    basis: str,
) -> WriteOffList:
    """A ledger of the organ, filled at once with what is uncovered today and compared every night.

    Raises NotPermitted, NotCompetent, Refusal while another ledger of the organ is not finished.
    """
    require(actor, OPEN, "建立组建攻坚台账")
    Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    running = WriteOffList.objects.filter(source=SOURCE, department=department, rows__state__in=UNDONE).first()
    if running is not None:
        raise Refusal(f"“{running.title}”还有未销号事项，不能同时建立第二本。")
    book = writeoff.open_list(
        actor=actor, department=department, second_department=second_department, title=title, kind=KIND,
        due_on=due_on, basis=basis, source=SOURCE,
    )  # fmt: skip
    feeding.feed(book, actor=actor)
    return book
