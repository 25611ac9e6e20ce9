"""Putting a push before those who have to do something about it: acceptances with their days, and work items."""

from django.conf import settings

from core import clock
from core.access.actor import Actor
from core.workdays.calendar import add_workdays
from core.workflow.perform import perform
from core.worklist import actions as worklist
from registry.approvals.models import ApprovalPush, PushAcceptance
from registry.approvals.states import Party, PushState

ACCEPT, CHECK, AMEND, ANSWER = "approvals.accept", "approvals.check", "approvals.amend", "approvals.answer"


def due_after(days: int):
    return add_workdays(clock.today(), days)


def item(push: ApprovalPush, kind: str, title: str, department_id: int, *, subject=None, due_on=None) -> None:
    worklist.open_item(
        kind,
        subject=subject or push,
        title=f"{title}：{push.name}",
        url_name="staff:approvals:detail",
        url_args=[push.pk],
        department=department_id,
        due_on=due_on,
    )


def send(push: ApprovalPush) -> None:
    """To whoever acts first: civil affairs alone where something is doubtful, all three otherwise."""
    if push.state == PushState.DOUBTFUL:
        due = due_after(settings.APPROVAL_CLOCKS[Party.CIVIL_AFFAIRS])
        item(push, CHECK, f"核对{push.get_kind_display()}推送", push.civil_affairs_id, due_on=due)
        return
    parties = {
        Party.CIVIL_AFFAIRS: push.civil_affairs_id,
        Party.DEPARTMENT: push.responsible_department_id,
        Party.PARTY_ORGAN: push.party_organ_id,
    }
    for party, department_id in parties.items():
        if department_id is not None:
            ask(push, party, department_id)


def ask(push: ApprovalPush, party: Party, department_id: int) -> PushAcceptance:
    acceptance = PushAcceptance.objects.create(
        push=push,
        round=push.round,
        party=party,
        department_id=department_id,
        due_on=due_after(settings.APPROVAL_CLOCKS[party]),
    )
    remind(acceptance)
    return acceptance


def remind(acceptance: PushAcceptance) -> None:
    push = acceptance.push
    title = f"接收{push.get_kind_display()}推送"
    item(
        push,
        ACCEPT,
        title,
        acceptance.department_id,
        subject=acceptance,
        due_on=acceptance.due_on,
    )


def call_in(push: ApprovalPush, *, actor: Actor) -> None:
    """The round is over: acceptances of it are withdrawn, and nobody has anything to do about it."""
    for acceptance in push.acceptances.standing():
        worklist.close_items(acceptance, actor=actor, cancelled=True)
        perform(acceptance, "withdraw", actor=actor)
    worklist.close_items(push, actor=actor)
