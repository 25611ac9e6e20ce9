"""Applying, verifying, deciding. What the portal itself knows to be undone stands against an application."""

from django.db import IntegrityError, transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.errors import NotPermitted, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from supervision import signals
from supervision.credit_listings.actions import entering
from supervision.credit_listings.models import CreditEntry
from supervision.credit_listings.states import EntryState
from supervision.credit_removals import notices
from supervision.credit_removals.models import RemovalRequest
from supervision.credit_removals.queries import way_out
from supervision.credit_removals.states import APPLY, HANDLE, OPEN
from supervision.credit_terms.models import period
from supervision.credit_terms.states import PeriodCode
from supervision.letters import actions as letters

VERIFY_ITEM, DECIDE_ITEM = "credit_removals.verify", "credit_removals.decide"
PORTAL = Actor.system("credit_removals")


@transaction.atomic
def apply(entry: CreditEntry, *, actor: Actor, text: str, file: StoredFile | None = None) -> RemovalRequest:
    """移出申请 by the organization, or taken up by the office itself.

    Raises NotPermitted, NotCompetent, WrongState, Refusal naming what is undone or from which day it may be asked.
    """
    lock(entry)
    is_own = actor.is_organization_side
    if not actor.can(APPLY if is_own else HANDLE) or actor.read_only:
        raise NotPermitted("您的岗位没有“申请移出”的权限。")
    check_competent(entry, actor=actor, label="申请移出")
    if entry.state != EntryState.LISTED:
        raise WrongState(f"该列入{entry.get_state_display()}，无须申请移出。")
    today = clock.today()
    way = way_out(entry, today)
    if not way.is_open(today):
        raise Refusal(f"现在还不能申请移出：{way.why_not(today)}")
    if not text.strip():
        raise Refusal("请填写履行义务或者改正的情况。")
    made = RemovalRequest(
        organization=entry.organization, entry=entry, text=text.strip(), file=file, is_own_motion=not is_own,
        applied_on=today, verify_due_on=add_workdays(today, period(PeriodCode.VERIFYING, today)),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refusal("已有一份移出申请正在办理。") from None
    log(made, "apply", actor=actor)
    _wait(made, VERIFY_ITEM, "核实移出申请", made.verify_due_on)
    audit.record("credit_removals.apply", actor=actor, subject=made, organization=made.organization_id)
    return made


def _wait(removal: RemovalRequest, kind: str, words: str, due_on, role: str = "") -> None:
    worklist.close_items(removal)
    worklist.open_item(
        kind, subject=removal, title=f"{words}：{removal.organization.name}", url_name="staff:credit_removals:detail",
        department=removal.competent_department_id, role=role, due_on=due_on,
    )  # fmt: skip


@transaction.atomic
def verify(removal: RemovalRequest, *, actor: Actor, comment: str) -> None:
    """核实通过: from the day after, the days within which the entry has to go run.

    Raises Refusal where the portal itself knows something undone, and what perform raises.
    """
    today = clock.today()
    way = way_out(removal.entry, today)
    if not way.is_open(today):
        raise Refusal(f"不能核实通过：{way.why_not(today)}")
    due = add_workdays(today, period(PeriodCode.REMOVAL, today))
    perform(removal, "verify", actor=actor, comment=comment, finding=comment.strip(), verified_on=today,
            remove_due_on=due)  # fmt: skip
    _wait(removal, DECIDE_ITEM, "决定移出", due, "registry_chief")
    _moved(removal, "verify", actor)


@transaction.atomic
def verify_not(removal: RemovalRequest, *, actor: Actor, comment: str) -> None:
    perform(removal, "verify_not", actor=actor, comment=comment, finding=comment.strip())
    _wait(removal, DECIDE_ITEM, "移出申请待审定", removal.verify_due_on, "registry_chief")
    _moved(removal, "verify_not", actor)


def _moved(removal: RemovalRequest, verb: str, actor: Actor) -> None:
    audit.record(f"credit_removals.{verb}", actor=actor, subject=removal, organization=removal.organization_id)
    signals.credit_removal_moved.send(None, removal=removal)


@transaction.atomic
def send_back(removal: RemovalRequest, *, actor: Actor, comment: str) -> None:
    perform(removal, "send_back", actor=actor, comment=comment, verified_on=None, remove_due_on=None, finding="")
    _wait(removal, VERIFY_ITEM, "重新核实移出申请", removal.verify_due_on)
    _moved(removal, "send_back", actor)


@transaction.atomic
def remove(removal: RemovalRequest, *, actor: Actor, comment: str = "") -> None:
    """决定移出, by a second person: at once off the public pages; the letter that says so follows."""
    lock(removal)
    entry, today = removal.entry, clock.today()
    way = way_out(entry, today)
    if not way.is_open(today):
        raise Refusal(f"不能移出：{way.why_not(today)}请退回重新核实。")
    step = perform(removal, "remove", actor=actor, comment=comment, decided_on=today)
    entering.remove(entry, actor=actor, ended_by=way.ended_by, document="移出决定书")
    removal.decision = letters.draft(
        actor=PORTAL, kind="removal_decision", issuer=entry.organization.supervising_authority,
        organization=entry.organization,
        values={
            "list_name": entry.get_list_display(), "facts": removal.finding, "basis": entry.ground.source,
            "effective_on": f"{today.year}年{today.month}月{today.day}日",
        },
    )  # fmt: skip
    removal.save(update_fields=["decision"])
    worklist.close_items(removal, actor=actor)
    notices.decided(removal, step.pk)
    _moved(removal, "remove", actor)


@transaction.atomic
def refuse(removal: RemovalRequest, *, actor: Actor, comment: str) -> None:
    """决定不予移出, with what is still missing; it may be applied for again."""
    step = perform(removal, "refuse", actor=actor, comment=comment, decided_on=clock.today())
    worklist.close_items(removal, actor=actor)
    notices.decided(removal, step.pk)
    _moved(removal, "refuse", actor)


@transaction.atomic
def withdraw(removal: RemovalRequest, *, actor: Actor) -> None:
    perform(removal, "withdraw", actor=actor, decided_on=clock.today())
    worklist.close_items(removal, actor=actor, cancelled=True)
    _moved(removal, "withdraw", actor)


@transaction.atomic
def entry_moved(entry: CreditEntry) -> None:
    """The stay ended some other way: what was applied for about it is moot."""
    if entry.state == EntryState.LISTED:
        return
    for removal in RemovalRequest.objects.filter(entry=entry, state__in=OPEN).select_related("organization"):
        perform(removal, "lapse", actor=PORTAL, comment=entry.get_ended_by_display(), decided_on=clock.today())
        worklist.close_items(removal, cancelled=True)
