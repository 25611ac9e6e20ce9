"""One step at a time: in order, not too early, by whom it belongs to. Early ones are refused with the first day."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.workflow.errors import NotCompetent, Refusal, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from party_building.admissions import notices
from party_building.admissions.actions.quotas import check_quota
from party_building.admissions.actions.rights import require, require_branch
from party_building.admissions.models import Admission, AdmissionContact, AdmissionRecord, AdmissionStep
from party_building.admissions.queries import ACCEPTANCE, CONFIRMATION, Catalogue, Progress
from party_building.admissions.states import DECIDE, OPEN, Decider, Naming, Position
from party_building.party_members import actions as members
from party_building.party_members.models import PartyMember
from party_building.party_members.states import Standing
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization
from registry.people import actions as people
from registry.people.models import Person

APPLICATION, APPROVAL, CONFIRMED = "application", "approval", "confirmed"


class TooEarly(Refusal):
    """A minimum period is not over; the sentence says since when it runs and which day is the first."""


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """Who applies: by name, and by number where she gives it; her day of birth is needed for her age."""

    name: str
    birth_on: datetime.date | None = None
    gender: str = ""
    id_number: str = ""


@transaction.atomic
def apply(
    applicant: Applicant | Person,
    *,
    actor: Actor,
    unit: PartyUnit,
    applied_on: datetime.date,
    position: Position | str,
    organization: Organization | None = None,
) -> Admission:
    """The application is in: the first step of the first stage.

    Raises NotPermitted, NotCompetent, TooEarly below the age, Refusal for a member or somebody already on the way.
    """
    require_branch(unit, actor, "登记入党申请")
    if unit.is_dissolved:
        raise Refusal(f"“{unit.name}”已撤销，不能登记入党申请。")
    if applied_on > clock.today():
        raise Refusal("申请日期不能晚于今天。")
    person = applicant if isinstance(applicant, Person) else _person(applicant, actor)
    if person.birth_on is None:
        raise Refusal("请填写出生日期或者居民身份证号码，申请入党须年满18周岁。")
    if PartyMember.objects.members().filter(person=person).exists():
        raise Refusal(f"“{person.name}”已是党员。")
    if Admission.objects.open().filter(person=person).exists():
        raise Refusal(f"“{person.name}”已有一项发展党员的培养正在进行，转入其他党支部的请先终止。")
    made = Admission(person=person, unit=unit, organization=organization, position=position, applied_on=applied_on)
    made.save(force_insert=True)
    catalogue = Catalogue()
    _check_day(Progress(made, catalogue), applied_on)
    step = catalogue.step(APPLICATION)
    if step is None:
        raise Refusal("没有在用的发展党员步骤，请系统管理员载入参考数据。")
    _write(made, step, actor, applied_on)
    log(made, "apply", actor=actor)
    audit.record("admissions.apply", actor=actor, subject=made, applied_on=applied_on)
    notices.remind(made, catalogue)
    return made


def _person(applicant: Applicant, actor: Actor) -> Person:
    return people.identify(
        actor=actor, name=applicant.name, id_number=applicant.id_number, birth_on=applicant.birth_on,
        gender=applicant.gender,
    )  # fmt: skip


@transaction.atomic
def record(
    admission: Admission,
    *,
    actor: Actor,
    step: str,
    done_on: datetime.date,
    document: str = "",
    note: str = "",
    named: Sequence[PartyMember] = (),
) -> AdmissionRecord:
    """Take the step of this code. `named` are the contacts or sponsors where the step asks for them; `note` is the
    reason where a limit or the plan is exceeded.

    Raises NotPermitted, NotCompetent, WrongState where it is not the next one, TooEarly, Refusal.
    """
    lock(admission)
    catalogue = Catalogue()
    progress = Progress(admission, catalogue)
    following = progress.next_step
    if following is None:
        raise WrongState(f"“{admission.person.name}”的发展党员程序已经结束。")
    if following.code != step:
        raise WrongState(f"下一步是“{following.name}”，请按顺序办理。刷新页面可以查看最新情况。")
    _check_right(admission, following, actor)
    _check_day(progress, done_on)
    _check_late(progress, following, done_on, note)
    _name(admission, following, named, done_on)
    changes = _moving(admission, following, actor, done_on, note)
    if following.moves:
        perform(admission, following.moves, actor=actor, comment=note, **changes)
    made = _write(admission, following, actor, done_on, document=document, note=note)
    _effects(admission, following, actor, progress, done_on, document)
    if not following.moves:
        log(admission, "step", actor=actor, comment=following.name)
    audit.record("admissions.record", actor=actor, subject=admission, step=following.code, done_on=done_on)
    notices.remind(admission, catalogue)
    return made


def _check_right(admission: Admission, step: AdmissionStep, actor: Actor) -> None:
    if step.decider == Decider.BRANCH:
        require_branch(admission.unit, actor, step.name)
        return
    if actor.is_organization_side:
        raise NotCompetent(f"“{step.name}”由{admission.competent_department_name}办理，办结后会提醒您。")
    require(actor, DECIDE, step.name)
    check_competent(admission, actor=actor, label=step.name)


def _check_day(progress: Progress, done_on: datetime.date) -> None:
    """Raises TooEarly with reason and first day, Refusal for a day to come or out of order."""
    first, why = progress.earliest
    if why and done_on < first:
        raise TooEarly(f"{why}。")
    if done_on > clock.today():
        raise Refusal("日期不能晚于今天。")
    if done_on < first:
        raise Refusal(f"上一步骤在{first:%Y-%m-%d}，本步骤的日期不能更早。")


def _check_late(progress: Progress, step: AdmissionStep, done_on: datetime.date, note: str) -> None:
    day, said = progress.latest(step.code)
    if day is not None and done_on > day and not note.strip():
        raise Refusal(f"{said}；已超过期限的，请在说明中写明原因。")


def _name(admission: Admission, step: AdmissionStep, named: Sequence[PartyMember], day: datetime.date) -> None:
    if not step.names:
        return
    least = 2 if step.names == Naming.SPONSOR else 1
    label = Naming(step.names).label
    if not least <= len({one.pk for one in named}) <= 2:
        raise Refusal(f"{label}须为{'两名' if least == 2 else '一至两名'}正式党员。")
    for member in named:
        if member.standing != Standing.FORMAL:
            raise Refusal(f"“{member.person.name}”不是正式党员，不能担任{label}。")
    AdmissionContact.objects.bulk_create(
        [AdmissionContact(admission=admission, kind=step.names, member=one, valid_from=day) for one in named]
    )


def _moving(admission: Admission, step: AdmissionStep, actor: Actor, day: datetime.date, note: str) -> dict:
    """What the move of the step writes beside the state."""
    if step.moves == "list_activist":
        return {"activist_on": day}
    if step.moves == "list_object":
        return {"object_on": day}
    if step.moves == "accept":
        return {"accepted_on": day, "over_quota_reason": check_quota(admission, actor=actor, day=day, note=note)}
    if step.moves == "approve":
        return {"approved_on": day}
    if step.moves == "confirm":
        days = Progress(admission, Catalogue()).days
        return {"confirmed_on": days.get(CONFIRMATION, day)}
    return {}


def _write(admission, step, actor, day, *, document="", note="") -> AdmissionRecord:
    return AdmissionRecord.objects.create(
        admission=admission, step=step, done_on=day, document=document.strip(), note=note.strip(),
        recorded_by_id=actor.user_id,
    )  # fmt: skip


def _effects(admission, step, actor, progress: Progress, day, document) -> None:
    """A decision of the superior becomes a fact of the register: probationary since the branch meeting."""
    if step.moves == "approve":
        since = progress.days[ACCEPTANCE]
        new = members.NewMember(
            name=admission.person.name, standing=Standing.PROBATIONARY, since=since, joined_on=since,
            unit=admission.unit, organization=admission.organization,
            is_full_time=admission.position != Position.OTHER, document=document,
        )  # fmt: skip
        admission.member = members.admit(new, actor=actor, person=admission.person)
        admission.save(update_fields=["member"])
    elif step.moves == "confirm" and admission.member is not None:
        members.confirm(admission.member, actor=actor, confirmed_on=admission.confirmed_on, document=document)


def remind_all() -> int:
    """Nightly: steps whose first day has come are put on somebody's list. Returns how many admissions are open."""
    catalogue = Catalogue()
    rows = Admission.objects.filter(state__in=OPEN).select_related("unit", "person")
    for admission in rows:
        notices.remind(admission, catalogue)
    return len(rows)
