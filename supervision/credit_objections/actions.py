"""Raising an objection and deciding on it by two persons; upheld, what was wrong is taken out everywhere."""

from django.db import IntegrityError, transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.errors import NotPermitted, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from supervision.credit_listings.actions import entering
from supervision.credit_listings.models import CreditEntry
from supervision.credit_listings.states import EntryState
from supervision.credit_objections import notices
from supervision.credit_objections.models import CreditObjection
from supervision.credit_objections.states import HANDLE, OPEN, RAISE, Advice
from supervision.credit_records import actions as records
from supervision.credit_records.models import CreditRecord
from supervision.credit_records.states import RecordState
from supervision.credit_terms.models import period
from supervision.credit_terms.states import PeriodCode

ADVISE_ITEM, DECIDE_ITEM = "credit_objections.advise", "credit_objections.decide"
PORTAL = Actor.system("credit_objections")


@transaction.atomic
def object_to(
    subject: CreditEntry | CreditRecord, *, actor: Actor, text: str, file: StoredFile | None = None
) -> CreditObjection:
    """提出异议. Raises NotPermitted, NotCompetent, WrongState, Refusal."""
    lock(subject)
    is_own = actor.is_organization_side
    if not actor.can(RAISE if is_own else HANDLE) or actor.read_only:
        raise NotPermitted("您的岗位没有“提出异议”的权限。")
    check_competent(subject, actor=actor, label="提出异议")
    if not text.strip():
        raise Refusal("请写明哪里与事实不符。")
    is_entry = isinstance(subject, CreditEntry)
    if subject.state != (EntryState.LISTED if is_entry else RecordState.ENTERED):
        raise WrongState(f"该记录{subject.get_state_display()}，不能提出异议。")
    today = clock.today()
    made = CreditObjection(
        organization=subject.organization, entry=subject if is_entry else None, record=None if is_entry else subject,
        text=text.strip(), file=file, is_own_motion=not is_own, raised_on=today,
        due_on=add_workdays(today, period(PeriodCode.OBJECTION, today)),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refusal("同一记录的异议正在处理。") from None
    log(made, "raise", actor=actor)
    _wait(made, ADVISE_ITEM, "审查信用异议")
    audit.record("credit_objections.raise", actor=actor, subject=made, organization=made.organization_id)
    return made


def _wait(objection: CreditObjection, kind: str, words: str, role: str = "") -> None:
    worklist.close_items(objection)
    worklist.open_item(
        kind, subject=objection, title=f"{words}：{objection.organization.name}",
        url_name="staff:credit_objections:detail", department=objection.competent_department_id, role=role,
        due_on=objection.due_on,
    )  # fmt: skip


@transaction.atomic
def advise(objection: CreditObjection, *, actor: Actor, advice: str, reason: str) -> None:
    if advice not in Advice.values:
        raise Refusal("请选择拟审查意见。")
    perform(objection, "advise", actor=actor, comment=reason, advice=advice, reason=reason.strip())
    _wait(objection, DECIDE_ITEM, "信用异议待审定", "registry_chief")
    audit.record("credit_objections.advise", actor=actor, subject=objection, organization=objection.organization_id)


@transaction.atomic
def send_back(objection: CreditObjection, *, actor: Actor, comment: str) -> None:
    perform(objection, "send_back", actor=actor, comment=comment, advice="", reason="")
    _wait(objection, ADVISE_ITEM, "重新审查信用异议")
    audit.record("credit_objections.send_back", actor=actor, subject=objection, organization=objection.organization_id)


@transaction.atomic
def uphold(objection: CreditObjection, *, actor: Actor, comment: str, document: str) -> None:
    """异议成立: the listing is revoked, or the record withdrawn, in every copy. Raises Refusal without a document."""
    lock(objection)
    if objection.advice != Advice.UPHOLD:
        raise Refusal("拟审查意见是异议不成立；改为成立的，请退回重新审查。")
    if not document.strip():
        raise Refusal("请填写更正决定的文书名称、文号。")
    step = perform(
        objection, "uphold", actor=actor, comment=comment, decided_on=clock.today(), document=document.strip()
    )
    if objection.entry is not None:
        entering.revoke(objection.entry, actor=actor, reason=comment.strip(), document=document.strip())
    else:
        records.withdraw(objection.record, actor=actor, reason=f"异议成立：{document.strip()}")
    worklist.close_items(objection, actor=actor)
    notices.decided(objection, step.pk)
    audit.record("credit_objections.uphold", actor=actor, subject=objection, organization=objection.organization_id)


@transaction.atomic
def reject(objection: CreditObjection, *, actor: Actor, comment: str) -> None:
    lock(objection)
    if objection.advice != Advice.REJECT:
        raise Refusal("拟审查意见是异议成立；改为不成立的，请退回重新审查。")
    step = perform(objection, "reject", actor=actor, comment=comment, decided_on=clock.today())
    worklist.close_items(objection, actor=actor)
    notices.decided(objection, step.pk)
    audit.record("credit_objections.reject", actor=actor, subject=objection, organization=objection.organization_id)


@transaction.atomic
def withdraw(objection: CreditObjection, *, actor: Actor) -> None:
    perform(objection, "withdraw", actor=actor)
    worklist.close_items(objection, actor=actor, cancelled=True)
    audit.record("credit_objections.withdraw", actor=actor, subject=objection, organization=objection.organization_id)


@transaction.atomic
def entry_moved(entry: CreditEntry) -> None:
    """The stay ended some other way: an objection to it is moot."""
    if entry.state == EntryState.LISTED:
        return
    for objection in CreditObjection.objects.filter(entry=entry, state__in=OPEN).select_related("organization"):
        perform(objection, "lapse", actor=PORTAL, comment=entry.get_ended_by_display())
        worklist.close_items(objection, cancelled=True)
