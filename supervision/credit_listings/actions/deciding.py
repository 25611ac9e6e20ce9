"""拟处理意见 and 决定: by two persons, after the statement period, on a fact that is still there."""

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.perform import check_step, lock, perform
from supervision import signals
from supervision.credit_listings import notices
from supervision.credit_listings.actions import entering
from supervision.credit_listings.actions.hearing import PREPARE_ITEM
from supervision.credit_listings.actions.stopping import PORTAL, look_again
from supervision.credit_listings.models import ListingCase
from supervision.credit_listings.states import CaseState, CertificateJudgment, Outcome
from supervision.credit_pauses.actions import refuse_paused
from supervision.credit_pauses.states import Track
from supervision.letters import actions as letters
from supervision.letters.models import Letter

DECIDE_ITEM = "credit_listings.decide"


def _refuse_early(case: ListingCase) -> None:
    """Raises Refusal while the organization may still speak, or while what it brought was not judged."""
    refuse_paused(case.organization_id, Track.CREDIT)
    due = case.statement_due_on
    if case.served_on is None or due is None:
        raise Refusal("告知书尚未送达，不能决定。")
    if clock.today() <= due:
        raise Refusal(f"陈述申辩期截至{due:%Y-%m-%d}（含当日），期满之后才能拟处理意见和决定。")
    if case.has_open_certificate:
        raise Refusal("收到了责任证明，请先审查是否采信。")


@transaction.atomic
def prepare(case: ListingCase, *, actor: Actor, outcome: str, reason: str) -> bool:
    """拟处理意见 for whoever decides. False where the fact is gone: the case was stopped instead."""
    lock(case)
    if case.state == CaseState.HEARING:
        _refuse_early(case)
        if not look_again(case).holds:
            return False
    if outcome not in Outcome.values or not reason.strip():
        raise Refusal("请选择处理意见并写明理由。")
    if outcome == Outcome.LIST and case.certificate_judgment == CertificateJudgment.ACCEPTED:
        raise Refusal("责任证明已经采信，不能再拟列入。")
    perform(case, "prepare", actor=actor, comment=reason, outcome=outcome, reason=reason.strip())
    worklist.close_items(case, PREPARE_ITEM, actor=actor)
    worklist.open_item(
        DECIDE_ITEM, subject=case, title=f"列入程序待审定：{case.organization.name}",
        url_name="staff:credit_listings:detail", department=case.competent_department_id, role="registry_chief",
        due_on=case.decide_due_on,
    )  # fmt: skip
    audit.record("credit_listings.prepare", actor=actor, subject=case, organization=case.organization_id)
    return True


@transaction.atomic
def send_back(case: ListingCase, *, actor: Actor, comment: str) -> None:
    perform(case, "send_back", actor=actor, comment=comment, outcome="", reason="")
    worklist.close_items(case, DECIDE_ITEM, actor=actor)
    worklist.open_item(
        PREPARE_ITEM, subject=case, title=f"重拟处理意见：{case.organization.name}",
        url_name="staff:credit_listings:detail", department=case.competent_department_id, due_on=case.decide_due_on,
    )  # fmt: skip
    audit.record("credit_listings.send_back", actor=actor, subject=case, organization=case.organization_id)


def check_decide(case: ListingCase, actor: Actor) -> None:
    """For many cases at once: what decide would refuse before it looks at the fact. Writes nothing."""
    check_step(case, "decide", actor=actor)
    _refuse_early(case)
    if case.outcome != Outcome.LIST:
        raise Refusal("拟处理意见不是列入，请逐件办理。")


@transaction.atomic
def decide(case: ListingCase, *, actor: Actor, comment: str) -> bool:
    """决定列入, by a second person. The organization is on the list from the day its decision letter is signed.

    False where the fact is gone by now: the case was stopped instead. Raises Refusal, SamePerson and what perform
    raises.
    """
    lock(case)
    if case.state == CaseState.PREPARED:
        _refuse_early(case)
        if case.outcome != Outcome.LIST:
            raise Refusal("拟处理意见是不予列入；改为列入的，请退回重拟。")
        if not look_again(case).holds:
            return False
    perform(case, "decide", actor=actor, comment=comment, decided_on=clock.today())
    case.decision = letters.draft(
        actor=PORTAL, kind="listing_decision", issuer=case.organization.supervising_authority,
        organization=case.organization,
        values={
            "list_name": case.get_list_display(), "facts": case.facts, "basis": case.ground.source,
            "effective_on": "本决定签发之日",
        },
    )  # fmt: skip
    case.save(update_fields=["decision"])
    worklist.close_items(case, DECIDE_ITEM, actor=actor)
    audit.record("credit_listings.decide", actor=actor, subject=case, organization=case.organization_id)
    return True


@transaction.atomic
def decide_not(case: ListingCase, *, actor: Actor, comment: str) -> None:
    """决定不予列入, by a second person; the organization is told."""
    lock(case)
    if case.state == CaseState.PREPARED and case.outcome != Outcome.NOT:
        raise Refusal("拟处理意见是列入；改为不予列入的，请退回重拟。")
    today = clock.today()
    step = perform(case, "decide_not", actor=actor, comment=comment, decided_on=today, ended_on=today)
    worklist.close_items(case, actor=actor)
    notices.to_body(case, step.pk)
    audit.record("credit_listings.decide_not", actor=actor, subject=case, organization=case.organization_id)
    signals.listing_case_moved.send(None, case=case)


@transaction.atomic
def decision_signed(case: ListingCase, letter: Letter) -> None:
    """The decision bears its number: the last look at the fact, then the entry, its standing and its record."""
    lock(case)
    if case.state != CaseState.DECIDED or not look_again(case).holds:
        return
    entry = entering.enter(
        case.organization, ground=case.ground, on=letter.signed_on, document=letter.number,
        authority_name=letter.issuer_name,
    )  # fmt: skip
    step = perform(case, "enter", actor=PORTAL, entry=entry, ended_on=clock.today())
    worklist.close_items(case)
    notices.to_body(case, step.pk)
    audit.record("credit_listings.enter", actor=PORTAL, subject=case, organization=case.organization_id)
    signals.listing_case_moved.send(None, case=case)


@transaction.atomic
def decision_dropped(case: ListingCase) -> None:
    """The decision letter was withdrawn before it was signed: the decision is taken anew."""
    lock(case)
    if case.state != CaseState.DECIDED:
        return
    perform(case, "decision_dropped", actor=PORTAL, decision=None, decided_on=None)
    worklist.open_item(
        DECIDE_ITEM, subject=case, title=f"列入程序待审定：{case.organization.name}",
        url_name="staff:credit_listings:detail", department=case.competent_department_id, role="registry_chief",
    )  # fmt: skip
