"""Recording a visit: one line."""

import datetime

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.files.models import StoredFile
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent
from party_building.instructors.actions.rights import GUIDE, VISIT
from party_building.instructors.models import Dispatch, Visit
from party_building.instructors.states import VisitKind
from party_building.signals import instructor_changed
from registry.organizations.models import Organization


@transaction.atomic
def visit(
    dispatch: Dispatch,
    *,
    actor: Actor,
    visited_on: datetime.date,
    asked: str,
    next_step: str = "",
    photo: StoredFile | None = None,
) -> Visit:
    """By the instructor herself, on a day on which she was sent there. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, VISIT, "记录走访")
    if not actor.is_system and dispatch.instructor.account_id != actor.user_id:
        raise NotCompetent(f"走访由指导员{dispatch.instructor.person.name}本人记录。")
    _check_day(visited_on)
    if not dispatch.is_on(visited_on):
        raise Refusal(f"您自{dispatch.valid_from:%Y-%m-%d}起联系该组织，走访日期应在联系期间。")
    return _write(
        dispatch.organization,
        actor,
        kind=VisitKind.VISIT,
        instructor=dispatch.instructor,
        visited_on=visited_on,
        asked=asked.strip(),
        next_step=next_step.strip(),
        photo=photo,
    )


@transaction.atomic
def guide(
    organization: Organization, *, actor: Actor, visited_on: datetime.date, asked: str, next_step: str = ""
) -> Visit:
    """工作指导 by the actor's own office, apart from visits of instructors. Raises NotPermitted, Refusal."""
    require(actor, GUIDE, "记录工作指导")
    if actor.department_id is None:
        raise Refusal("工作指导由单位记录。")
    _check_day(visited_on)
    return _write(
        organization,
        actor,
        kind=VisitKind.GUIDANCE,
        office=Department(pk=actor.department_id),
        visited_on=visited_on,
        asked=asked.strip(),
        next_step=next_step.strip(),
    )


def _check_day(visited_on: datetime.date) -> None:
    if visited_on > clock.today():
        raise Refusal(f"日期不能晚于今天（{clock.today():%Y-%m-%d}）。")


def _write(organization: Organization, actor: Actor, **said) -> Visit:
    if not said["asked"]:
        raise Refusal("请写一句了解的情况。")
    row = Visit.objects.create(
        organization=organization, recorded_by_id=actor.user_id, recorded_at=clock.now(), **said
    )
    audit.record("instructors.visit", actor=actor, subject=row, organization=organization.pk, kind=row.kind)
    instructor_changed.send(sender=Visit, organization_id=organization.pk)
    return row
