"""What the three say to a push: accepted, or why not; and what civil affairs makes of it."""

from django.conf import settings
from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.workflow.errors import CommentRequired, Refusal, WrongState
from core.workflow.perform import check_competent, lock, perform
from core.worklist import actions as worklist
from registry.approvals import notices
from registry.approvals.actions import applying, duties, sending
from registry.approvals.models import ApprovalPush, PushAcceptance
from registry.approvals.reference import KIND_WORDS, OFFICE_KINDS
from registry.approvals.states import AcceptanceState, Party, PushKind, PushState

REDIRECTED = {Party.DEPARTMENT: "industry_department", Party.PARTY_ORGAN: "party_superior"}


@transaction.atomic
def accept(acceptance: PushAcceptance, *, actor: Actor, comment: str = "") -> None:
    """接收, by one of the three. When civil affairs accepts, the register is written; when all have, it is settled.

    Raises NotPermitted, NotCompetent, WrongState, and whatever the register's own verbs refuse: then nothing happened.
    """
    push = _held(acceptance)
    _say(acceptance, "accept", actor=actor, comment=comment)
    if acceptance.party == Party.CIVIL_AFFAIRS:
        applying.apply(push, actor=actor)
        if push.kind == PushKind.REGISTRATION:
            duties.open_duties(push, actor=actor)
    audit.record("approvals.accept", actor=actor, subject=acceptance, push=push.pk)
    _advance(push, actor=actor)


@transaction.atomic
def contest(acceptance: PushAcceptance, *, actor: Actor, comment: str) -> None:
    """The department or the party organ says why it is not theirs; civil affairs answers: uphold, redirect, give_back.

    Civil affairs itself gives the push back. Raises NotPermitted, NotCompetent, WrongState, CommentRequired.
    """
    push = _held(acceptance)
    if acceptance.party == Party.CIVIL_AFFAIRS:
        give_back(push, actor=actor, comment=comment)
        return
    _say(acceptance, "contest", actor=actor, comment=comment)
    sending.item(
        push,
        sending.ANSWER,
        f"答复{acceptance.get_party_display()}异议",
        push.civil_affairs_id,
        subject=acceptance,
        due_on=sending.due_after(settings.APPROVAL_CLOCKS[Party.CIVIL_AFFAIRS]),
    )
    notices.contested(push, acceptance.pk, acceptance.version)
    audit.record("approvals.contest", actor=actor, subject=acceptance, push=push.pk)


@transaction.atomic
def give_back(push: ApprovalPush, *, actor: Actor, comment: str) -> None:
    """退回审批局, while nothing of it stands in the register. Raises what perform raises, and Refusal."""
    lock(push)
    if push.is_applied:
        raise Refusal("该推送已记入登记簿，不能退回。记录有误的，由审批局另推送变更登记。")
    perform(push, "give_back", actor=actor, comment=comment)
    sending.call_in(push, actor=actor)
    due = sending.due_after(settings.APPROVAL_AMEND_DAYS)
    sending.item(push, sending.AMEND, "更正被退回的推送", push.approval_bureau_id, due_on=due)
    notices.given_back(push)
    audit.record("approvals.give_back", actor=actor, subject=push)


@transaction.atomic
def clear(push: ApprovalPush, *, actor: Actor, comment: str) -> None:
    """核对无误: somebody has looked at what was doubtful; the push goes to the three. Raises what perform raises."""
    perform(push, "clear", actor=actor, comment=comment)
    worklist.close_items(push, sending.CHECK, actor=actor)
    sending.send(push)
    audit.record("approvals.clear", actor=actor, subject=push)


@transaction.atomic
def uphold(acceptance: PushAcceptance, *, actor: Actor, comment: str) -> None:
    """维持: it is theirs all the same, with the reason; their days begin anew. Raises what perform raises."""
    push = _held(acceptance)
    check_competent(push, actor=actor, label="维持并再次送达")
    due_on = sending.due_after(settings.APPROVAL_CLOCKS[Party(acceptance.party)])
    perform(acceptance, "uphold", actor=actor, comment=comment, due_on=due_on, decided_at=None)
    worklist.close_items(acceptance, sending.ANSWER, actor=actor)
    sending.remind(acceptance)
    audit.record("approvals.uphold", actor=actor, subject=acceptance, push=push.pk)


@transaction.atomic
def redirect(acceptance: PushAcceptance, *, actor: Actor, department: Department, comment: str) -> PushAcceptance:
    """改送: another office takes it up. After the register was written, the office is changed there as well.

    A business supervisor stands in the approval document and is changed only by a change filing (变更登记).
    Raises NotPermitted, NotCompetent, WrongState, CommentRequired, Refusal.
    """
    push = _held(acceptance)
    check_competent(push, actor=actor, label="改送其他单位")
    _check_new_office(push, acceptance, department)
    perform(acceptance, "replace", actor=actor, comment=comment)
    worklist.close_items(acceptance, sending.ANSWER, actor=actor)
    column = "responsible_department" if acceptance.party == Party.DEPARTMENT else "party_organ"
    setattr(push, column, department)
    push.version += 1
    push.save(update_fields=[column, "version"])
    if push.is_applied:
        applying.reassign(push, Party(acceptance.party), actor=actor)
    audit.record("approvals.redirect", actor=actor, subject=acceptance, push=push.pk, department=department.pk)
    return sending.ask(push, Party(acceptance.party), department.pk)


def _check_new_office(push: ApprovalPush, acceptance: PushAcceptance, department: Department) -> None:
    key = REDIRECTED[Party(acceptance.party)]
    is_named = push.values.get("business_supervisor_id") or (
        push.organization is not None and push.organization.business_supervisor_id
    )
    if acceptance.party == Party.DEPARTMENT and is_named:
        raise Refusal("业务主管单位以审批文件为准，不能改送；确需变更的，由审批局推送变更登记。")
    if department.kind not in OFFICE_KINDS[key]:
        raise Refusal(f"“{department.name}”不是{KIND_WORDS[key]}，请另选单位。")
    if department.pk == acceptance.department_id:
        raise Refusal("改送的单位与原单位相同；仍由其接收的，请用“维持并再次送达”。")


def _held(acceptance: PushAcceptance) -> ApprovalPush:
    """The push first, then its acceptances: everybody who acts on it takes them in this order."""
    push = ApprovalPush.objects.select_related("civil_affairs", "organization").get(pk=acceptance.push_id)
    lock(push)
    if acceptance.round != push.round or push.state not in (PushState.RECEIVED, PushState.ACCEPTING):
        raise WrongState(f"该推送{push.get_state_display()}，不能办理。请刷新页面查看最新情况。")
    acceptance.push = push
    return push


def _say(acceptance: PushAcceptance, step: str, *, actor: Actor, comment: str) -> None:
    if step == "contest" and not comment.strip():
        raise CommentRequired("提出异议须写明理由。")
    perform(acceptance, step, actor=actor, comment=comment, grounds=comment.strip(), decided_at=clock.now())
    worklist.close_items(acceptance, sending.ACCEPT, actor=actor)


def _advance(push: ApprovalPush, *, actor: Actor) -> None:
    """Where the push stands follows from what the three have said."""
    states = set(push.acceptances.current_of(push, push.round).values_list("state", flat=True))
    if states == {AcceptanceState.ACCEPTED}:
        perform(push, "settle", actor=actor)
        worklist.close_items(push, actor=actor)
        notices.settled(push)
    elif push.state == PushState.RECEIVED:
        perform(push, "begin", actor=actor)
