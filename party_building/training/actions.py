"""The verbs of training: the organ that holds a class runs it; organizations sign up their own people."""

import datetime
from collections.abc import Collection
from decimal import Decimal

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department
from core.forms import check_version
from core.workflow.errors import NotPermitted, Refusal
from core.workflow.perform import check_competent, lock, log, perform
from party_building.training import notices, queries
from party_building.training.models import (
    ClassInvitation,
    ClassSignUp,
    CourseStage,
    Lecturer,
    TrainingClass,
    TrainingCourse,
)
from party_building.training.states import EDIT, OWN_SIGN_UP, SIGN_UP, ClassState, SignUpState
from registry.organizations.models import Organization


def _require(obj, actor: Actor, what: str, permission: str = EDIT) -> None:
    if not actor.can(permission):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")
    check_competent(obj, actor=actor, label=what)


@transaction.atomic
def offer(
    *,
    actor: Actor,
    department: Department,
    name: str,
    stage: CourseStage,
    hours: Decimal,
    valid_from: datetime.date,
    outline: str = "",
    valid_to: datetime.date | None = None,
) -> TrainingCourse:
    """A new line of the course menu. Raises NotPermitted, NotCompetent, Refusal for a name that is there already."""
    course = TrainingCourse(
        department=department, name=name.strip(), stage=stage, hours=hours, valid_from=valid_from, outline=outline,
        valid_to=valid_to,
    )  # fmt: skip
    _require(course, actor, "登记课程")
    if TrainingCourse.objects.filter(department=department, name=course.name, valid_to=None).exists():
        raise Refusal(f"本单位已有课程“{course.name}”。")
    course.save(force_insert=True)
    audit.record("training.offer", actor=actor, subject=course)
    return course


@transaction.atomic
def engage(
    *,
    actor: Actor,
    department: Department,
    name: str,
    employer: str,
    valid_from: datetime.date,
    subjects: str = "",
    valid_to: datetime.date | None = None,
) -> Lecturer:
    """Raises NotPermitted, NotCompetent, Refusal for one who is in the pool already."""
    lecturer = Lecturer(
        department=department, name=name.strip(), employer=employer.strip(), subjects=subjects, valid_from=valid_from,
        valid_to=valid_to,
    )  # fmt: skip
    _require(lecturer, actor, "登记师资")
    same = Lecturer.objects.filter(department=department, name=lecturer.name, employer=lecturer.employer)
    if same.filter(valid_to=None).exists():
        raise Refusal(f"{lecturer.employer}的{lecturer.name}已在师资库中。")
    lecturer.save(force_insert=True)
    audit.record("training.engage", actor=actor, subject=lecturer)
    return lecturer


@transaction.atomic
def amend(row: TrainingCourse | Lecturer | TrainingClass, *, actor: Actor, version: int | None, **changes) -> None:
    """Change a course, a lecturer or a planned class. Raises StaleVersion, NotPermitted, NotCompetent, Refusal."""
    check_version(row, version)
    _require(row, actor, f"修改{row._meta.verbose_name}")
    if isinstance(row, TrainingClass):
        _check_class(row, changes)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changes, "version"])
    audit.record("training.amend", actor=actor, subject=row)
    if isinstance(row, TrainingClass):
        _move_up(row, actor=actor)


def _check_class(row: TrainingClass, changes: dict) -> None:
    if row.state != ClassState.PLANNED:
        raise Refusal(f"培训班{row.get_state_display()}，不能再修改。")
    taken = row.sign_ups.listed().count()
    if changes.get("capacity", row.capacity) < taken:
        raise Refusal(f"已有{taken}人报名，名额不能少于{taken}。")


@transaction.atomic
def plan(
    *,
    actor: Actor,
    department: Department,
    course: TrainingCourse,
    title: str,
    held_on: datetime.date,
    starts_at: datetime.time,
    place: str,
    capacity: int,
    sign_up_until: datetime.date,
    lecturer: Lecturer | None = None,
    hours: Decimal | None = None,
    is_invited_only: bool = False,
    invited: Collection[Organization] = (),
    note: str = "",
) -> TrainingClass:
    """Announce a class. `invited` are told; for a class that is not by invitation they are told all the same.

    Raises NotPermitted, NotCompetent, Refusal.
    """
    made = TrainingClass(
        department=department, course=course, lecturer=lecturer, title=title.strip(), held_on=held_on,
        starts_at=starts_at, place=place, capacity=capacity, hours=hours or course.hours, sign_up_until=sign_up_until,
        is_invited_only=is_invited_only, note=note,
    )  # fmt: skip
    _require(made, actor, "发布培训班")
    _check_new(made, invited)
    made.save(force_insert=True)
    log(made, "plan", actor=actor)
    ClassInvitation.objects.bulk_create(
        [ClassInvitation(training_class=made, organization=one) for one in dict.fromkeys(invited)]
    )
    audit.record("training.plan", actor=actor, subject=made)
    notices.tell(made, [one.pk for one in invited], event="invited")
    return made


def _check_new(made: TrainingClass, invited: Collection[Organization]) -> None:
    if made.sign_up_until > made.held_on:
        raise Refusal("报名截止不能晚于举办日期。")
    if made.is_invited_only and not invited:
        raise Refusal("仅限受邀的培训班，请至少填写一家受邀的社会组织。")
    if TrainingClass.objects.filter(department=made.department, title=made.title, held_on=made.held_on).exists():
        raise Refusal(f"{made.held_on:%Y-%m-%d}已有培训班“{made.title}”。")


@transaction.atomic
def cancel(training_class: TrainingClass, *, actor: Actor, comment: str) -> None:
    """Raises NotPermitted, NotCompetent, WrongState, CommentRequired. Those who signed up are told."""
    perform(training_class, "cancel", actor=actor, comment=comment)
    signed = training_class.sign_ups.filter(state__in=(SignUpState.SIGNED, SignUpState.WAITING))
    notices.tell(training_class, set(signed.values_list("organization_id", flat=True)), event="cancelled")
    audit.record("training.cancel", actor=actor, subject=training_class)


@transaction.atomic
def sign_up(
    training_class: TrainingClass, *, organization: Organization, actor: Actor, name: str, post: str = ""
) -> ClassSignUp:
    """A person of the organization; on the waiting list where the class is full.

    The organization signs up to the last day of sign-up, the host until attendance is recorded.
    Raises NotPermitted, NotCompetent, Refusal.
    """
    lock(training_class)
    made = ClassSignUp(
        training_class=training_class, organization=organization, name="".join(name.split()), post=post.strip(),
        signed_at=clock.now(),
    )  # fmt: skip
    _check_sign_up(made, actor)
    full = queries.open_seats(training_class) == 0
    made.state = SignUpState.WAITING if full else SignUpState.SIGNED
    made.save(force_insert=True)
    audit.record("training.sign_up", actor=actor, subject=training_class, sign_up=made.pk, state=made.state)
    return made


def _check_sign_up(made: ClassSignUp, actor: Actor) -> None:
    its = made.training_class
    if actor.is_organization_side:
        _require(made, actor, "报名", OWN_SIGN_UP)
        if clock.today() > its.sign_up_until:
            raise Refusal(f"报名已于{its.sign_up_until:%Y-%m-%d}截止，请联系{its.department.name}。")
    else:
        _require(its, actor, "代为报名", SIGN_UP)
    if its.state != ClassState.PLANNED:
        raise Refusal(f"培训班{its.get_state_display()}，不能报名。")
    if its.is_invited_only and not its.invitations.filter(organization=made.organization_id).exists():
        raise Refusal(f"本班仅限受邀的社会组织，{made.organization.name}不在其中。")
    same = its.sign_ups.exclude(state=SignUpState.WITHDRAWN).filter(organization=made.organization_id, name=made.name)
    if same.exists():
        raise Refusal(f"{made.name}已经报名，不需要重复报名。")


@transaction.atomic
def withdraw(found: ClassSignUp, *, actor: Actor) -> None:
    """Give the seat back; the first of the waiting list takes it and is told. Raises NotPermitted, NotCompetent."""
    lock(found.training_class)
    lock(found)
    if actor.is_organization_side:
        _require(found, actor, "退出报名", OWN_SIGN_UP)
    else:
        _require(found.training_class, actor, "代为退出报名", SIGN_UP)
    if found.state not in (SignUpState.SIGNED, SignUpState.WAITING):
        raise Refusal(f"{found.name}{found.get_state_display()}，不能退出。")
    _set(found, SignUpState.WITHDRAWN)
    audit.record("training.withdraw", actor=actor, subject=found.training_class, sign_up=found.pk)
    _move_up(found.training_class, actor=actor)


def _set(found: ClassSignUp, state: SignUpState) -> None:
    found.state, found.version = state, found.version + 1
    found.save(update_fields=["state", "version"])


def _move_up(training_class: TrainingClass, *, actor: Actor) -> None:
    """Free seats go to the waiting list in the order of sign-up."""
    free = queries.open_seats(training_class)
    waiting = training_class.sign_ups.filter(state=SignUpState.WAITING).order_by("signed_at", "pk")
    for found in waiting[:free]:
        _set(found, SignUpState.SIGNED)
        audit.record("training.move_up", actor=actor, subject=training_class, sign_up=found.pk)
        notices.tell(training_class, [found.organization_id], event=f"seat:{found.pk}")


@transaction.atomic
def record_attendance(training_class: TrainingClass, *, actor: Actor, present: Collection[int]) -> int:
    """One list after the class: `present` are the ids of the sign-ups that came; the others of the list did not.

    Who came from the waiting list counts as well. May be put right later. Returns how many came.
    Raises NotPermitted, NotCompetent, WrongState for a cancelled class, Refusal before its day.
    """
    lock(training_class)
    if clock.today() < training_class.held_on:
        raise Refusal(f"培训班{training_class.held_on:%Y-%m-%d}举办，举办后再登记到课情况。")
    if training_class.state == ClassState.HELD:
        _require(training_class, actor, "更正到课情况")
    else:
        perform(training_class, "hold", actor=actor)
    came = 0
    for found in training_class.sign_ups.exclude(state=SignUpState.WITHDRAWN).order_by("pk"):
        is_present = found.pk in present
        came += is_present
        stays_waiting = found.state == SignUpState.WAITING and not is_present
        state = SignUpState.ATTENDED if is_present else SignUpState.ABSENT
        if not stays_waiting and found.state != state:
            _set(found, state)
    audit.record("training.attendance", actor=actor, subject=training_class, present=came)
    return came
