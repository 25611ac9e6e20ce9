"""组织关系转接: recorded as out by one side, confirmed as in by the other. The portal executes nothing."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import set_fact
from core.workflow.errors import NotCompetent, Refusal
from core.workflow.perform import log, perform
from party_building.party_members import notices
from party_building.party_members.actions.rights import check_unit, require, require_for
from party_building.party_members.models import MemberAffiliation, MemberTransfer, PartyMember
from party_building.party_members.states import AffiliationKind
from party_building.party_units.models import PartyUnit


@transaction.atomic
def send(
    member: PartyMember,
    *,
    actor: Actor,
    sent_on: datetime.date,
    document: str,
    to_unit: PartyUnit | None = None,
    to_place: str = "",
) -> MemberTransfer:
    """Out of the unit that holds the membership now, to a unit on record or elsewhere in words.

    Somebody whose membership is held elsewhere is sent by the organ of the unit she comes to.
    Raises NotPermitted, NotCompetent, Refusal.
    """
    if not member.standing:
        raise Refusal("只有在册党员可以登记转接。")
    if member.unit_id is None:
        require(actor, "登记转接")
        if to_unit is None:
            raise Refusal("组织关系不在本平台登记的党支部，转往别处不需要登记转接，请直接更改组织关系。")
        check_unit(to_unit, actor, "登记转入")
    else:
        require_for(member, actor, "登记转接")
    _check(member, sent_on, document, to_unit, to_place)
    held = member.affiliations.on(clock.today()).select_related("unit").first()
    made = MemberTransfer(
        member=member, from_unit=member.unit, from_place=held.where if held else "未登记", to_unit=to_unit,
        to_place=to_unit.name if to_unit else to_place.strip(), sent_on=sent_on, document=document.strip(),
    )  # fmt: skip
    made.save(force_insert=True)
    log(made, "send", actor=actor)
    audit.record("party_members.send", actor=actor, subject=made, member=member.pk, sent_on=sent_on)
    notices.transfer_waits(made)
    return made


def _check(member, sent_on, document, to_unit, to_place) -> None:
    if sent_on > clock.today():
        raise Refusal("转出日期不能晚于今天。")
    if not document.strip():
        raise Refusal("请填写介绍信编号。")
    if to_unit is None and not to_place.strip():
        raise Refusal("请选择转入党组织，或者写明其名称。")
    if to_unit is not None and to_unit.pk == member.unit_id:
        raise Refusal("转出和转入是同一个党组织。")
    if to_unit is not None and to_unit.is_dissolved:
        raise Refusal(f"“{to_unit.name}”已撤销，不能转入。")
    if member.transfers.open().exists():
        raise Refusal("该党员有一件转接还没有办结，请先确认接收或者撤回。")


@transaction.atomic
def receive(transfer: MemberTransfer, *, actor: Actor, received_on: datetime.date) -> None:
    """From that day the membership is held there. Raises NotCompetent, WrongState, Refusal, FactRefused."""
    if not transfer.sent_on <= received_on <= clock.today():
        raise Refusal(f"接收日期应在{transfer.sent_on:%Y-%m-%d}至今天之间。")
    perform(transfer, "receive", actor=actor, received_on=received_on)
    if transfer.to_unit_id:
        values = {"kind": AffiliationKind.UNIT, "unit": transfer.to_unit, "place": ""}
    else:
        values = {"kind": AffiliationKind.OTHER, "unit": None, "place": transfer.to_place}
    member = transfer.member
    set_fact(MemberAffiliation, member, values=values, valid_from=received_on, document=transfer.document)
    audit.record("party_members.receive", actor=actor, subject=transfer, received_on=received_on)
    notices.transfer_done(transfer)


@transaction.atomic
def withdraw(transfer: MemberTransfer, *, actor: Actor, comment: str) -> None:
    """By the side that recorded it. Raises NotCompetent, WrongState, CommentRequired."""
    side = transfer.from_unit or transfer.to_unit
    if not actor.competent_for(side):
        raise NotCompetent(f"“撤回”由{side.competent_department_name}办理。您可以查看，不能办理。")
    perform(transfer, "withdraw", actor=actor, comment=comment)
    audit.record("party_members.withdraw", actor=actor, subject=transfer)
    notices.transfer_done(transfer)
