"""Verbs on agreements. The organ above the unit keeps them; the unit's own secretary notes what was done."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import CommentRequired, NotCompetent, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from core.worklist import actions as worklist
from party_building.co_building.models import Agreement, AgreementItem, ItemDelivery
from party_building.co_building.states import EDIT, AgreementState
from party_building.party_units.models import PartyUnit

NOTE_OWN = "own_co_building.note"
ENDING = "co_building.ending"  # the work item of an agreement that runs out
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Promise:
    """What is promised, and how many times."""

    text: str
    times: int = 1


@transaction.atomic
def draft(
    unit: PartyUnit,
    *,
    actor: Actor,
    title: str,
    partner_name: str,
    valid_from: datetime.date,
    valid_to: datetime.date,
    promises: Sequence[Promise],
    partner_department: Department | None = None,
    remind_days: int = 30,
    renews: Agreement | None = None,
) -> Agreement:
    """`valid_to` is the last day; `remind_days` before it the organ is reminded.

    Raises NotPermitted, NotCompetent, Refusal for days out of order, no promise, or a unit that is no more.
    """
    require(actor, EDIT, "起草共建协议")
    agreement = Agreement(
        unit=unit, title=title.strip(), partner_name=partner_name.strip(), partner_department=partner_department,
        valid_from=valid_from, valid_to=valid_to, remind_days=remind_days, renews=renews,
    )  # fmt: skip
    check_competent(agreement, actor=actor, label="起草共建协议")
    if unit.is_dissolved:
        raise Refusal(f"“{unit.name}”已于{unit.dissolved_on:%Y-%m-%d}撤销，不能再签订共建协议。")
    _check(agreement, promises)
    agreement.save(force_insert=True)
    _promise(agreement, promises)
    log(agreement, "draft", actor=actor)
    audit.record("co_building.draft", actor=actor, subject=agreement)
    return agreement


def _check(agreement: Agreement, promises: Sequence[Promise]) -> None:
    if agreement.valid_to < agreement.valid_from:
        raise Refusal("终止日期不能早于起始日期。")
    if not promises:
        raise Refusal("请至少写明一项共建事项。")
    before = agreement.renews
    if before is not None and agreement.valid_from <= before.valid_to:
        raise Refusal(f"续签的起始日期须晚于原协议的终止日期（{before.valid_to:%Y-%m-%d}）。")


def _promise(agreement: Agreement, promises: Sequence[Promise]) -> None:
    agreement.items.all().delete()
    AgreementItem.objects.bulk_create(
        AgreementItem(agreement=agreement, number=number, text=one.text.strip(), times=one.times)
        for number, one in enumerate(promises, 1)
    )


@transaction.atomic
def edit(agreement: Agreement, *, actor: Actor, version: int | None, promises: Sequence[Promise], **values) -> None:
    """A draft only. Raises NotPermitted, NotCompetent, StaleVersion, WrongState, Refusal."""
    require(actor, EDIT, "修改共建协议")
    check_competent(agreement, actor=actor, label="修改共建协议")
    check_version(agreement, version)
    if agreement.state != AgreementState.DRAFT:
        raise WrongState(f"当前状态为“{agreement.get_state_display()}”，不能修改。内容有变化的，请终止后重新签订。")
    for name, value in values.items():
        setattr(agreement, name, value)
    _check(agreement, promises)
    agreement.version += 1
    agreement.save(update_fields=[*values, "version"])
    _promise(agreement, promises)
    log(agreement, "edit", actor=actor)
    audit.record("co_building.edit", actor=actor, subject=agreement)


@transaction.atomic
def sign(agreement: Agreement, *, actor: Actor, signed_on: datetime.date) -> None:
    """Both have signed on `signed_on`; it is in force from its first day. A renewal settles the reminder of the old.

    Raises Refusal for a day to come, and what perform raises.
    """
    if signed_on > clock.today():
        raise Refusal(f"签订日期不能晚于今天（{clock.today():%Y-%m-%d}）。")
    if signed_on > agreement.valid_to:
        raise Refusal(f"签订日期不能晚于协议终止日期（{agreement.valid_to:%Y-%m-%d}）。")
    perform(agreement, "sign", actor=actor, signed_on=signed_on)
    if agreement.renews_id is not None:
        worklist.close_items(agreement.renews, ENDING, actor=actor)
    audit.record("co_building.sign", actor=actor, subject=agreement, signed_on=signed_on)


@transaction.atomic
def discard(agreement: Agreement, *, actor: Actor, comment: str) -> None:
    """A draft that is not signed after all. Raises what perform raises."""
    perform(agreement, "discard", actor=actor, comment=comment)
    audit.record("co_building.discard", actor=actor, subject=agreement)


@transaction.atomic
def end(agreement: Agreement, *, actor: Actor, ended_on: datetime.date, comment: str) -> None:
    """`ended_on` is the first day without it: at most the day after its last, and not to come.

    Raises Refusal and what perform raises.
    """
    latest = min(clock.today(), agreement.valid_to + ONE_DAY)
    if not agreement.valid_from < ended_on <= latest:
        raise Refusal(f"终止生效日期须晚于起始日期（{agreement.valid_from:%Y-%m-%d}），且不晚于{latest:%Y-%m-%d}。")
    perform(agreement, "end", actor=actor, comment=comment, ended_on=ended_on, ended_reason=comment.strip()[:300])
    worklist.close_items(agreement, ENDING, actor=actor)
    audit.record("co_building.end", actor=actor, subject=agreement, ended_on=ended_on)


@transaction.atomic
def renew(
    agreement: Agreement, *, actor: Actor, valid_to: datetime.date, promises: Sequence[Promise] = ()
) -> Agreement:
    """续签: a draft that begins the day after; with the same promises where none are given.

    Raises Refusal where it was renewed already or has been ended, and as `draft`.
    """
    require(actor, EDIT, "续签共建协议")
    lock(agreement)
    if agreement.state != AgreementState.SIGNED:
        raise Refusal(f"当前状态为“{agreement.get_state_display()}”，不能续签。")
    if agreement.renewals.exclude(state=AgreementState.DISCARDED).exists():
        raise Refusal("该协议已有续签的协议，请在续签的协议上办理。")
    same = [Promise(item.text, item.times) for item in agreement.items.all()]
    return draft(
        agreement.unit, actor=actor, title=agreement.title, partner_name=agreement.partner_name,
        partner_department=agreement.partner_department, valid_from=agreement.valid_to + ONE_DAY, valid_to=valid_to,
        promises=promises or same, remind_days=agreement.remind_days, renews=agreement,
    )  # fmt: skip


def check_note(agreement: Agreement, actor: Actor) -> None:
    """The organ above the unit, or the people of an organization that the unit hosts or covers.

    Raises NotPermitted, NotCompetent.
    """
    if actor.is_organization_side:
        require(actor, NOTE_OWN, "登记共建事项完成情况")
        if not Agreement.objects.visible_to(actor).filter(pk=agreement.pk).exists():
            raise NotCompetent("只能登记本组织所在党组织的共建事项。")
        return
    require(actor, EDIT, "登记共建事项完成情况")
    check_competent(agreement, actor=actor, label="登记共建事项完成情况")


@transaction.atomic
def deliver(item: AgreementItem, *, actor: Actor, done_on: datetime.date, note: str = "") -> ItemDelivery:
    """Done once, on `done_on`. Raises as `check_note`, WrongState unless signed, Refusal for a day outside it."""
    agreement = item.agreement
    check_note(agreement, actor)
    lock(agreement)
    if agreement.state not in (AgreementState.SIGNED, AgreementState.ENDED):
        raise WrongState(f"协议{agreement.get_state_display()}，签订后才能登记完成情况。")
    last = agreement.valid_to if agreement.ended_on is None else min(agreement.valid_to, agreement.ended_on - ONE_DAY)
    if not agreement.valid_from <= done_on <= min(last, clock.today()):
        raise Refusal(f"完成日期应在{agreement.valid_from:%Y-%m-%d}和{min(last, clock.today()):%Y-%m-%d}之间。")
    made = ItemDelivery.objects.create(
        item=item, done_on=done_on, note=note.strip(), is_by_branch=actor.is_organization_side
    )
    audit.record("co_building.deliver", actor=actor, subject=agreement, item=item.pk, done_on=done_on)
    return made


@transaction.atomic
def withdraw_delivery(delivery: ItemDelivery, *, actor: Actor, comment: str) -> None:
    """Noted by mistake; it stays on record. Raises as `check_note`, CommentRequired, WrongState the second time."""
    agreement = delivery.item.agreement
    check_note(agreement, actor)
    lock(delivery)
    if delivery.withdrawn_at is not None:
        raise WrongState("这条完成记录已经撤回。")
    if not comment.strip():
        raise CommentRequired("撤回须写明原因。")
    delivery.withdrawn_at, delivery.withdrawn_reason = clock.now(), comment.strip()[:200]
    delivery.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    audit.record("co_building.withdraw_delivery", actor=actor, subject=agreement, delivery=delivery.pk)


def remind(today: datetime.date) -> int:
    """A work item of the organ for each agreement that runs out; safe to repeat. Returns how many run out."""
    rows = list(Agreement.objects.running_out(today).select_related("unit"))
    worklist.open_items(
        [
            worklist.new_item(
                ENDING,
                subject=one,
                title=f"共建协议{one.valid_to:%Y-%m-%d}到期，续签或终止：{one.unit}与{one.partner_name}",
                url_name="staff:co_building:detail",
                department=one.unit.superior_id,
                due_on=one.valid_to,
            )
            for one in rows
        ]
    )
    return len(rows)
