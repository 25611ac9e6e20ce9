"""An instructor with an account sits in every organization she is sent to, and in no other, for as long."""

import datetime

from core.access.actor import Actor
from party_building.instructors.models import Dispatch, Instructor
from registry.org_accounts.actions import seat_instructor
from registry.org_accounts.models import OrganizationSeat
from registry.org_accounts.states import OrgRole, OrgSeatState


def sit(dispatch: Dispatch, actor: Actor) -> None:
    """Called after a dispatch has begun or ended; an instructor without an account needs no seat."""
    user = dispatch.instructor.account
    if user is None:
        return
    has_seat = OrganizationSeat.objects.filter(
        user=user, organization=dispatch.organization_id, role=OrgRole.INSTRUCTOR, state=OrgSeatState.ACTIVE
    ).exists()
    if dispatch.valid_to is None or has_seat:
        seat_instructor(
            dispatch.organization,
            actor=actor,
            user=user,
            valid_from=dispatch.valid_from,
            valid_to=dispatch.valid_to,
        )


def sit_everywhere(instructor: Instructor, *, actor: Actor, day: datetime.date) -> None:
    """The account was named just now: seats of all dispatches in force on `day`."""
    rows = Dispatch.objects.on(day).filter(instructor=instructor)
    for one in rows.select_related("organization", "instructor__account"):
        sit(one, actor)
