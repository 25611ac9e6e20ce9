"""轮换交接: all or chosen bodies of one instructor go to another, in one step, after a look at what it does."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction

from core.access.actor import Actor
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import lock
from party_building.instructors.actions import sending
from party_building.instructors.actions.rights import DISPATCH, may_send
from party_building.instructors.actions.seats import sit
from party_building.instructors.models import Dispatch, Instructor

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Handover:
    """What a hand-over would do: the dispatches that go over, and why others cannot."""

    goes: list[Dispatch] = field(default_factory=list)
    stays: list[tuple[Dispatch, str]] = field(default_factory=list)
    giver_before: int = 0
    taker_before: int = 0
    taker_cap: int | None = None

    @property
    def giver_after(self) -> int:
        return self.giver_before - len(self.goes)

    @property
    def taker_after(self) -> int:
        return self.taker_before + len(self.goes)

    @property
    def is_over(self) -> bool:
        return self.taker_cap is not None and self.taker_after > self.taker_cap


def foresee_handover(
    giver: Instructor, taker: Instructor, chosen: list[Dispatch], *, actor: Actor, since: datetime.date
) -> Handover:
    """Nothing written. A body that the taker already serves, or that another organ answers for, stays."""
    served = set(Dispatch.objects.on(since).filter(instructor=taker).values_list("organization_id", flat=True))
    goes: list[Dispatch] = []
    stays: list[tuple[Dispatch, str]] = []
    for one in chosen:
        if why := _obstacle(one, taker, served, actor, since):
            stays.append((one, why))
        else:
            goes.append(one)
    rows = Instructor.objects.with_load(since).in_bulk([giver.pk, taker.pk])
    return Handover(goes, stays, rows[giver.pk].load, rows[taker.pk].load, rows[taker.pk].cap)


def _obstacle(one: Dispatch, taker: Instructor, served: set[int], actor: Actor, since: datetime.date) -> str:
    if one.organization_id in served:
        return f"{taker.person.name}已联系该组织，双派须为两人"
    if not may_send(actor, one.organization, taker):
        return f"由{one.responsible_organ}选派"
    if one.valid_from >= since:
        return f"{one.valid_from:%Y-%m-%d}才开始，交接日期应晚于该日"
    return ""


@transaction.atomic
def hand_over(
    giver: Instructor,
    *,
    taker: Instructor,
    dispatches: list[Dispatch],
    actor: Actor,
    since: datetime.date,
    reason: str,
    document: str = "",
    override_reason: str = "",
) -> int:
    """From `since` on `taker` serves the bodies on the same basis; `giver` until the day before. Returns how many.

    Raises NotPermitted, OverLimit, Refusal where a body cannot go over: all or none.
    """
    require(actor, DISPATCH, "办理交接")
    for person in sorted((giver, taker), key=lambda one: one.pk):
        lock(person)
    if giver.pk == taker.pk:
        raise Refusal("接手的指导员不能是本人。")
    if not dispatches or not reason.strip():
        raise Refusal("请选择要交接的组织，并写明交接原因。")
    sending.check_pool(taker, actor, since)
    foreseen = foresee_handover(giver, taker, dispatches, actor=actor, since=since)
    if foreseen.stays:
        one, why = foreseen.stays[0]
        raise Refusal(f"“{one.organization}”不能交接：{why}。请去掉后再办理。")
    why = sending.check_load(taker, more=len(dispatches), day=since, reason=override_reason)
    for one in dispatches:
        lock(one)
        if one.instructor_id != giver.pk or (one.valid_to is not None and one.valid_to < since):
            raise Refusal(f"“{one.organization}”的选派已有变化，请刷新后重新选择。")
        _pass_on(one, taker, actor=actor, since=since, reason=reason, document=document, override_reason=why)
    return len(dispatches)


def _pass_on(one: Dispatch, taker: Instructor, *, actor, since, reason, document, override_reason) -> None:
    sending.begin(
        one.organization,
        instructor=taker,
        basis=one.basis,
        actor=actor,
        since=since,
        document=document,
        reason=override_reason,
    )
    one.refresh_from_db(fields=["valid_to"])
    one.end_reason = reason.strip()
    one.save(update_fields=["end_reason"])
    sit(one, actor)
