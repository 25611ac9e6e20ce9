"""Sending an instructor to an organization, and ending it."""

import datetime

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.dated.actions import end_fact, set_fact, take_out
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import lock
from party_building.instructors.actions.rights import DISPATCH, check_sender
from party_building.instructors.actions.seats import sit
from party_building.instructors.models import Dispatch, Instructor
from party_building.instructors.states import DispatchBasis
from party_building.signals import instructor_changed
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES

ONE_DAY = datetime.timedelta(days=1)


class OverLimit(Refusal):
    """The load limit would be passed; with a reason it may be."""


def check_pool(instructor: Instructor, actor: Actor, since: datetime.date) -> None:
    """Refusal unless the instructor is in a pool that the actor's organ draws from, on that day."""
    if not actor.is_system and not Instructor.objects.visible_to(actor).filter(pk=instructor.pk).exists():
        raise Refusal(f"{instructor.person.name}由{instructor.organ.name}管理，不在您可以选派的指导员队伍中。")
    if not instructor.is_on(since):
        until = f"至{instructor.valid_to:%Y-%m-%d}" if instructor.valid_to else "起"
        raise Refusal(
            f"{instructor.person.name}在指导员队伍中的时间为{instructor.valid_from:%Y-%m-%d}{until}，"
            f"{since:%Y-%m-%d}不能选派。"
        )


def check_load(instructor: Instructor, *, more: int, day: datetime.date, reason: str) -> str:
    """Raises OverLimit, with the numbers, unless a reason is given; returns it where needed, else ""."""
    row = Instructor.objects.with_load(day).get(pk=instructor.pk)
    if row.cap is None or row.load + more <= row.cap:
        return ""
    if not reason.strip():
        raise OverLimit(
            f"{instructor.person.name}现联系{row.load}家，上限{row.cap}家，再派{more}家即超出上限。"
            "请改派他人；确需超出的，请写明理由。"
        )
    return reason.strip()


def check_body(organization: Organization, instructor: Instructor, basis: DispatchBasis, since: datetime.date) -> None:
    """Refusal for a body that is gone, or that this instructor already serves."""
    if organization.status not in ACTIVE_STATUSES:
        raise Refusal(f"“{organization.name}”已{organization.get_status_display()}，不能选派指导员。")
    for other in Dispatch.objects.on(since).filter(organization=organization).select_related("instructor__person"):
        if other.instructor_id == instructor.pk:
            raise Refusal(
                f"{instructor.person.name}自{other.valid_from:%Y-%m-%d}起已联系“{organization.name}”"
                f"（{other.get_basis_display()}），双派须为两人。"
            )
        if other.basis == basis:
            raise Refusal(
                f"“{organization.name}”已有{other.get_basis_display()}的指导员{other.instructor.person.name}，"
                "请先结束或办理交接。"
            )


@transaction.atomic
def dispatch(
    organization: Organization,
    *,
    instructor: Instructor,
    basis: DispatchBasis,
    actor: Actor,
    since: datetime.date,
    document: str = "",
    override_reason: str = "",
) -> Dispatch:
    """From `since` on the instructor serves the organization.

    Raises NotPermitted, NotCompetent (see rights.may_send), OverLimit, Refusal.
    """
    require(actor, DISPATCH, "选派指导员")
    check_sender(actor, organization, instructor, label="选派指导员")
    lock(instructor)
    check_pool(instructor, actor, since)
    check_body(organization, instructor, basis, since)
    reason = check_load(instructor, more=1, day=since, reason=override_reason)
    return begin(
        organization, instructor=instructor, basis=basis, actor=actor, since=since, document=document, reason=reason
    )


def begin(organization, *, instructor, basis, actor, since, document, reason) -> Dispatch:
    """As `dispatch`, for a step whose rights and limits were checked before."""
    fact = set_fact(
        Dispatch,
        organization,
        key={"basis": basis},
        values={"instructor": instructor, "override_reason": reason},
        valid_from=since,
        document=document,
    )
    sit(fact, actor)
    audit.record(
        "instructors.dispatch", actor=actor, subject=instructor, organization=organization.pk, basis=basis, since=since
    )
    tell(organization.pk)
    return fact


@transaction.atomic
def end_dispatch(fact: Dispatch, *, actor: Actor, last_day: datetime.date, reason: str) -> None:
    """`last_day` is the last day of the service. Raises NotPermitted, NotCompetent, FactRefused, Refusal."""
    require(actor, DISPATCH, "结束选派")
    check_sender(actor, fact.organization, fact.instructor, label="结束选派")
    if not reason.strip():
        raise Refusal("请写明结束原因。")
    lock(fact)
    if fact.valid_to is not None and fact.valid_to <= last_day:
        raise Refusal(f"该选派已于{fact.valid_to:%Y-%m-%d}结束。")
    close(fact, actor=actor, last_day=last_day, reason=reason)


def close(fact: Dispatch, *, actor: Actor, last_day: datetime.date, reason: str) -> None:
    """As `end_dispatch`, for a step whose right was checked. What begins after `last_day` never comes into force."""
    if fact.valid_from > last_day:
        fact.valid_to = fact.valid_from  # whoever was seated for it has no day in it
        sit(fact, actor)
        take_out(fact)
    else:
        end_fact(fact, last_day=last_day)
        fact.end_reason = reason.strip()
        fact.save(update_fields=["end_reason"])
        sit(fact, actor)
    audit.record(
        "instructors.end_dispatch",
        actor=actor,
        subject=fact.instructor,
        organization=fact.organization_id,
        last_day=last_day,
    )
    tell(fact.organization_id)


def tell(organization_id: int) -> None:
    instructor_changed.send(sender=Dispatch, organization_id=organization_id)
