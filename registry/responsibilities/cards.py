"""The ledger on the home page: what a department has to answer, and its duty to set up an industry committee."""

from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.home.cards import Card, Line
from registry.responsibilities import duties
from registry.responsibilities.models import CommitteeDuty, LedgerRow
from registry.responsibilities.states import RowState


def asked(actor: Actor) -> Card | None:
    """Rows that wait for the office's answer. Two queries."""
    if not actor.is_staff_side or not actor.can("ledgers.answer"):
        return None
    rows = LedgerRow.objects.visible_to(actor).filter(state=RowState.CONSULTED, answering_id=actor.department_id)
    number = rows.count()
    if not number:
        return None
    due = rows.order_by("answer_by").values_list("answer_by", flat=True).first()
    url = f"{reverse('staff:responsibilities:rows')}?state={RowState.CONSULTED}"
    line = Line(f"{number}家社会组织拟归口本单位", url, "逐家接受，或说明理由提出异议", due, action="去答复")
    return Card("责任台账征求意见", lines=(line,))


def duty(actor: Actor) -> Card | None:
    """设立行业党委: the office's own open duty, until party building says that it is fulfilled. Two queries."""
    if not actor.is_staff_side or not actor.can("ledgers.answer") or actor.department_id is None:
        return None
    own = CommitteeDuty.objects.open().filter(department_id=actor.department_id).order_by("due_on").first()
    if own is None or duties.fulfilled([actor.department_id], clock.today()):
        return None
    line = Line(
        f"负责{own.organizations}家社会组织，达到{own.threshold}家，应设立行业党委",
        reverse("staff:responsibilities:department", args=[actor.department_id]),
        f"{own.reached_on:%Y-%m-%d}达到标准",
        own.due_on,
        action="看名单",
    )
    return Card("设立行业党委", lines=(line,))
