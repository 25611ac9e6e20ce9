"""Who is in the pool, and how the year was judged."""

import datetime

from django.db import transaction
from django.db.models import Q

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import check_competent, lock
from party_building.instructors.actions import sending
from party_building.instructors.actions.rights import EDIT
from party_building.instructors.actions.seats import sit_everywhere
from party_building.instructors.models import Dispatch, Instructor, InstructorAppraisal
from party_building.instructors.states import AppraisalGrade, InstructorKind
from registry.people.models import Person

CHANGEABLE = (
    "kind", "council_unit", "sending_department", "sending_name", "post", "trades", "home", "load_cap", "account",
    "document",
)  # fmt: skip


@transaction.atomic
def enroll(
    *, actor: Actor, organ: Department, person: Person, kind: InstructorKind, valid_from: datetime.date, **said
) -> Instructor:
    """Into the pool of `organ` from `valid_from` on; `said` are further fields of the row (see CHANGEABLE).

    Raises NotPermitted, NotCompetent, Refusal for a person who is in a pool already.
    """
    require(actor, EDIT, "登记指导员")
    instructor = Instructor(organ=organ, person=person, kind=kind, valid_from=valid_from, **said)
    check_competent(instructor, actor=actor, label="登记指导员")
    other = Instructor.objects.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from), person=person).first()
    if other is not None:
        raise Refusal(f"{person.name}自{other.valid_from:%Y-%m-%d}起已在{other.organ.name}的指导员队伍中。")
    _check_sender(instructor)
    instructor.save(force_insert=True)
    audit.record("instructors.enroll", actor=actor, subject=instructor)
    return instructor


def _check_sender(instructor: Instructor) -> None:
    named = [instructor.council_unit_id, instructor.sending_department_id, instructor.sending_name]
    if sum(map(bool, named)) != 1:
        raise Refusal("请填写选派单位，委员单位、部门镇街、其他单位三者填一种。")
    unit = instructor.council_unit
    if unit is not None and unit.is_over:
        raise Refusal(f"“{unit.name}”已于{unit.valid_to:%Y-%m-%d}退出委员单位。")


@transaction.atomic
def change(instructor: Instructor, *, actor: Actor, version: int, **changes) -> None:
    """Raises NotPermitted, NotCompetent, StaleVersion, Refusal."""
    require(actor, EDIT, "修改指导员")
    check_version(instructor, version)
    check_competent(instructor, actor=actor, label="修改指导员")
    if instructor.is_over:
        raise Refusal(f"{instructor.person.name}已于{instructor.valid_to:%Y-%m-%d}离队，不能再修改。")
    account_before = instructor.account_id
    for name in CHANGEABLE:
        if name in changes:
            setattr(instructor, name, changes[name])
    _check_sender(instructor)
    instructor.version += 1
    instructor.save(update_fields=[*CHANGEABLE, "version"])
    if instructor.account_id and instructor.account_id != account_before:
        sit_everywhere(instructor, actor=actor, day=clock.today())
    audit.record("instructors.change", actor=actor, subject=instructor, fields=sorted(changes))


@transaction.atomic
def leave(instructor: Instructor, *, actor: Actor, last_day: datetime.date, reason: str) -> int:
    """离队 after `last_day`: retired, posted elsewhere, or gone from the unit that sent her. Her dispatches end on the
    same day; returns how many bodies fell open. Raises NotPermitted, NotCompetent, Refusal.
    """
    require(actor, EDIT, "登记离队")
    lock(instructor)
    check_competent(instructor, actor=actor, label="登记离队")
    if instructor.valid_to is not None:
        raise Refusal(f"{instructor.person.name}已登记于{instructor.valid_to:%Y-%m-%d}离队。")
    if not reason.strip():
        raise Refusal("请写明离队原因。")
    if last_day < instructor.valid_from:
        raise Refusal(f"离队日期不能早于起始日期{instructor.valid_from:%Y-%m-%d}。")
    running = Dispatch.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), instructor=instructor)
    rows = list(running.select_related("organization", "instructor__account").order_by("pk"))
    for one in rows:
        sending.close(one, actor=actor, last_day=last_day, reason=reason)
    instructor.valid_to, instructor.end_reason = last_day, reason.strip()
    instructor.version += 1
    instructor.save(update_fields=["valid_to", "end_reason", "version"])
    audit.record("instructors.leave", actor=actor, subject=instructor, last_day=last_day, bodies=len(rows))
    return len(rows)


@transaction.atomic
def appraise(
    instructor: Instructor,
    *,
    actor: Actor,
    year: int,
    grade: AppraisalGrade,
    given_by: str,
    note: str = "",
    document: str = "",
) -> InstructorAppraisal:
    """The grade that the sending unit gave for `year`, once. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, EDIT, "登记考核")
    lock(instructor)
    check_competent(instructor, actor=actor, label="登记考核")
    if not instructor.valid_from.year <= year <= clock.today().year:
        raise Refusal(f"年度应在{instructor.valid_from.year}年和{clock.today().year}年之间。")
    if instructor.appraisals.filter(year=year).exists():
        raise Refusal(f"{year}年度的考核已经登记。")
    row = InstructorAppraisal.objects.create(
        instructor=instructor,
        year=year,
        grade=grade,
        given_by=given_by.strip() or instructor.sender,
        note=note.strip(),
        document=document.strip(),
    )
    audit.record("instructors.appraise", actor=actor, subject=instructor, year=year)
    return row
