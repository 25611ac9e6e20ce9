"""Verbs on the secretaries' meeting: the organ calls it and sees to the matters; an invited branch raises them."""

import datetime
from collections.abc import Collection

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.files import actions as files
from core.forms.versions import check_version
from core.identity.actions import require
from core.workflow.errors import Refusal
from core.workflow.perform import check_competent, lock, log, perform
from party_building.party_units.models import PartyUnit
from party_building.secretary_meetings.models import Invitation, Matter, SecretaryMeeting
from party_building.secretary_meetings.states import EDIT
from party_building.speaking import require_voice

OWN = "own_party_life.edit"
FILE_TYPES = ("pdf", "docx")


def _require(meeting: SecretaryMeeting, actor: Actor, what: str) -> None:
    require(actor, EDIT, what)
    check_competent(meeting, actor=actor, label=what)


@transaction.atomic
def call(
    *, actor: Actor, department: Department, topic: str, held_on: datetime.date, units: Collection[PartyUnit],
    place: str = "",
) -> SecretaryMeeting:  # fmt: skip
    """召集: with whom and about what; the day may lie ahead. Raises NotPermitted, NotCompetent, Refusal."""
    meeting = SecretaryMeeting(department=department, topic=topic.strip(), held_on=held_on, place=place.strip())
    _require(meeting, actor, "召集书记议事厅")
    if not units:
        raise Refusal("请填写受邀的党组织。")
    if SecretaryMeeting.objects.filter(department=department, topic=meeting.topic, held_on=held_on).exists():
        raise Refusal("同一天同一议题的议事厅已经登记。")
    meeting.save(force_insert=True)
    Invitation.objects.bulk_create([Invitation(meeting=meeting, unit=unit) for unit in units])
    log(meeting, "call", actor=actor)
    audit.record("secretary_meetings.call", actor=actor, subject=meeting)
    return meeting


@transaction.atomic
def edit(
    meeting: SecretaryMeeting, *, actor: Actor, version: int | None, units: Collection[PartyUnit], **said
) -> None:
    """Raises as `call`, StaleVersion, Refusal where a unit that raised something would not be invited any more."""
    _require(meeting, actor, "修改书记议事厅")
    check_version(meeting, version)
    wanted = {unit.pk for unit in units}
    if not wanted:
        raise Refusal("请填写受邀的党组织。")
    gone = meeting.invitations.exclude(unit__in=wanted)
    raised = meeting.matters.filter(raised_by__in=gone.values("unit")).select_related("raised_by").first()
    if raised is not None:
        raise Refusal(f"{raised.raised_by}已提出事项，不能移出受邀名单。")
    known = set(meeting.invitations.values_list("unit_id", flat=True))
    gone.delete()
    Invitation.objects.bulk_create([Invitation(meeting=meeting, unit_id=pk) for pk in wanted - known])
    for name, value in said.items():
        setattr(meeting, name, value.strip() if isinstance(value, str) else value)
    meeting.version += 1
    meeting.save(update_fields=[*said, "version"])
    log(meeting, "edit", actor=actor)
    audit.record("secretary_meetings.edit", actor=actor, subject=meeting)


@transaction.atomic
def minute(
    meeting: SecretaryMeeting, *, actor: Actor, version: int | None, minutes: str,
    file: tuple[str, bytes] | None = None,
) -> None:  # fmt: skip
    """纪要, once the meeting was held. `file` is a name and its content. Raises as `edit`, FileRefused."""
    _require(meeting, actor, "登记会议纪要")
    check_version(meeting, version)
    if not meeting.is_past:
        raise Refusal(f"议事厅定于{meeting.held_on:%Y-%m-%d}召开，召开后再登记纪要。")
    meeting.minutes = minutes.strip()
    if file is not None:
        name, data = file
        meeting.minutes_file = files.store(
            data, name=name, kind="secretary_meeting", permission="secretary_meetings.view", actor=actor,
            allowed=FILE_TYPES,
        )  # fmt: skip
    meeting.version += 1
    meeting.save(update_fields=["minutes", "minutes_file", "version"])
    log(meeting, "minute", actor=actor)
    audit.record("secretary_meetings.minute", actor=actor, subject=meeting)


@transaction.atomic
def raise_matter(
    meeting: SecretaryMeeting, *, actor: Actor, content: str, raised_by: PartyUnit | None = None
) -> Matter:
    """By the invited unit itself, before or after the meeting, or written down by the organ, also without a unit.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    if actor.is_organization_side:
        if raised_by is None or not meeting.invitations.filter(unit=raised_by).exists():
            raise Refusal("只有受邀的党组织可以提出事项。")
        require_voice(raised_by, actor, "提出事项", own=OWN, line=EDIT)
    else:
        _require(meeting, actor, "登记事项")
        if raised_by is not None and not meeting.invitations.filter(unit=raised_by).exists():
            raise Refusal(f"{raised_by}不在受邀名单中，请先修改受邀名单。")
    lock(meeting)
    content = content.strip()
    if meeting.matters.filter(content=content, raised_by=raised_by).exists():
        raise Refusal("这一事项已经提出，不必重复。")
    matter = Matter.objects.create(meeting=meeting, content=content, raised_by=raised_by)
    log(matter, "raise", actor=actor)
    audit.record("secretary_meetings.raise", actor=actor, subject=matter, meeting=meeting.pk)
    return matter


@transaction.atomic
def assign(matter: Matter, *, actor: Actor, responsible: Department, due_on: datetime.date) -> None:
    """交办. Raises as core.workflow.perform."""
    if due_on < clock.today():
        raise Refusal("办理期限不能早于今天。")
    perform(matter, "assign", actor=actor, responsible=responsible, due_on=due_on, comment=f"{responsible}")
    audit.record("secretary_meetings.assign", actor=actor, subject=matter, responsible=responsible.pk, due_on=due_on)


@transaction.atomic
def answer(matter: Matter, *, actor: Actor, answer: str, answered_on: datetime.date) -> None:
    """What the responsible unit answered, on which day. Raises as core.workflow.perform."""
    if answered_on > clock.today():
        raise Refusal("答复日期不能晚于今天。")
    if answered_on < matter.meeting.held_on and matter.meeting.is_past:
        raise Refusal(f"答复日期不能早于议事厅召开日期{matter.meeting.held_on:%Y-%m-%d}。")
    perform(matter, "answer", actor=actor, answer=answer.strip(), answered_on=answered_on)
    audit.record("secretary_meetings.answer", actor=actor, subject=matter)


@transaction.atomic
def close(matter: Matter, *, actor: Actor) -> None:
    perform(matter, "close", actor=actor, closed_on=clock.today())
    audit.record("secretary_meetings.close", actor=actor, subject=matter)


@transaction.atomic
def reopen(matter: Matter, *, actor: Actor, comment: str) -> None:
    """What was answered or closed is taken up again; the answer so far stays in the history."""
    perform(matter, "reopen", actor=actor, comment=comment, closed_on=None)
    audit.record("secretary_meetings.reopen", actor=actor, subject=matter)
