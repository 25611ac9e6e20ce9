"""Recording organization life: by the branch's own secretary, or by the organ above the branch."""

import datetime
from collections.abc import Collection

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated.actions import set_fact
from core.files import actions as stored
from core.forms.versions import check_version
from core.workflow.errors import CommentRequired, Refusal, WrongState
from core.workflow.perform import lock, log
from party_building.activities.models import (
    Activity,
    ActivityFile,
    ActivityKind,
    Appraisal,
    JointUnit,
    UnitGroups,
)
from party_building.activities.states import FileKind
from party_building.party_units.models import PartyUnit
from party_building.speaking import require_voice, speaks_for

OWN, LINE = "own_party_life.edit", "activities.record"
FILE_TYPES = ("pdf", "jpg", "png", "docx", "xlsx")


def may_record(unit: PartyUnit, actor: Actor) -> bool:
    return speaks_for(unit, actor, own=OWN, line=LINE)


def _require(unit: PartyUnit, actor: Actor, what: str) -> None:
    require_voice(unit, actor, what, own=OWN, line=LINE)


@transaction.atomic
def record(
    unit: PartyUnit,
    *,
    actor: Actor,
    kind: ActivityKind,
    held_on: datetime.date,
    topic: str,
    place: str = "",
    present: int | None = None,
    led_by: str = "",
    joint: Collection[PartyUnit] = (),
) -> Activity:
    """One line: what was held, on which day, about what. `joint` are the further units of a joint activity.

    Raises NotPermitted, NotCompetent, Refusal: a day to come, a day without the unit, an event that is on record.
    """
    _require(unit, actor, "记录组织生活")
    lock(unit)
    activity = Activity(
        unit=unit, kind=kind, held_on=held_on, topic=topic.strip(), place=place.strip(), present=present,
        led_by=led_by.strip(), recorded_by_id=actor.user_id, recorded_at=clock.now(),
    )  # fmt: skip
    _check(activity, joint)
    activity.save(force_insert=True)
    _join(activity, joint)
    log(activity, "record", actor=actor)
    audit.record("activities.record", actor=actor, subject=activity, unit=unit.pk, kind=kind.code, held_on=held_on)
    return activity


def _check(activity: Activity, joint: Collection[PartyUnit]) -> None:
    day = activity.held_on
    if not activity.topic:
        raise Refusal("请填写主题。")
    if day > clock.today():
        raise Refusal(f"开展日期不能晚于今天（{clock.today():%Y-%m-%d}），开展后再记录。")
    for unit in (activity.unit, *joint):
        if day < unit.established_on or (unit.dissolved_on and unit.dissolved_on <= day):
            raise Refusal(f"“{unit.name}”在{day:%Y-%m-%d}尚未成立或已经撤销，请核对日期。")
    if any(unit.pk == activity.unit_id for unit in joint):
        raise Refusal("联合开展的党组织不包括本支部。")
    same_day = Activity.objects.filter(kind=activity.kind, held_on=day, withdrawn_at=None).exclude(pk=activity.pk)
    if same_day.filter(unit=activity.unit, topic=activity.topic).exists():
        raise Refusal(f"{day:%Y-%m-%d}的“{activity.topic}”已经记录过，不必重复记录。")
    for unit in (activity.unit, *joint):
        other = same_day.of_unit(unit.pk).exclude(joint_units=None).select_related("unit").first()
        if other is not None:
            raise Refusal(
                f"{other.unit.name}已记录{day:%Y-%m-%d}的联合活动“{other.topic}”，{unit.name}在其中。"
                "联合活动只记一次；如需修改，请由记录的党支部更正。"
            )


def _join(activity: Activity, joint: Collection[PartyUnit]) -> None:
    JointUnit.objects.bulk_create([JointUnit(activity=activity, unit=unit) for unit in joint])


def _hold(activity: Activity, actor: Actor, what: str) -> None:
    _require(activity.unit, actor, what)
    lock(activity)
    if activity.is_withdrawn:
        raise WrongState("该记录已撤回，不能再办理。请刷新页面查看最新情况。")


@transaction.atomic
def correct(
    activity: Activity, *, actor: Actor, version: int | None, reason: str, joint: Collection[PartyUnit], **said
) -> None:
    """Put a line right; `said` are columns of Activity. What it said before stays in its history.

    Raises NotPermitted, NotCompetent, StaleVersion, CommentRequired, Refusal as `record`.
    """
    _hold(activity, actor, "更正组织生活记录")
    check_version(activity, version)
    if not reason.strip():
        raise CommentRequired("更正须写明原因。")
    for name, value in said.items():
        setattr(activity, name, value.strip() if isinstance(value, str) else value)
    _check(activity, joint)
    kept = {unit.pk for unit in joint}
    known = set(activity.joint_units.values_list("unit_id", flat=True))
    activity.joint_units.exclude(unit__in=kept).delete()
    _join(activity, [unit for unit in joint if unit.pk not in known])
    activity.version += 1
    activity.save(update_fields=[*said, "version"])
    log(activity, "correct", actor=actor, comment=reason)
    audit.record("activities.correct", actor=actor, subject=activity)


@transaction.atomic
def withdraw(activity: Activity, *, actor: Actor, reason: str) -> None:
    """A line that should not be there. It stays on record as withdrawn and counts no more."""
    _hold(activity, actor, "撤回组织生活记录")
    if not reason.strip():
        raise CommentRequired("撤回须写明原因。")
    activity.withdrawn_at, activity.withdrawal_reason = clock.now(), reason.strip()[:200]
    activity.version += 1
    activity.save(update_fields=["withdrawn_at", "withdrawal_reason", "version"])
    log(activity, "withdraw", actor=actor, comment=reason)
    audit.record("activities.withdraw", actor=actor, subject=activity)


@transaction.atomic
def leave_joint(activity: Activity, unit: PartyUnit, *, actor: Actor, reason: str) -> None:
    """A unit that another one named says that it did not take part. Raises as `withdraw`."""
    _require(unit, actor, "退出联合活动")
    lock(activity)
    if not reason.strip():
        raise CommentRequired("请写明情况，如：当日未参加。")
    gone, _ = activity.joint_units.filter(unit=unit).delete()
    if not gone:
        raise WrongState(f"“{unit.name}”不在该联合活动中。")
    log(activity, "leave_joint", actor=actor, comment=f"{unit.name}：{reason.strip()}")
    audit.record("activities.leave_joint", actor=actor, subject=activity, unit=unit.pk)


@transaction.atomic
def attach(activity: Activity, *, actor: Actor, kind: FileKind, name: str, data: bytes) -> ActivityFile:
    """Keep a paper or a picture with a line; nothing asks for it. Raises as `withdraw`, FileRefused."""
    _hold(activity, actor, "补充材料")
    permission = OWN if actor.is_organization_side else "activities.view"
    file = stored.store(data, name=name, kind="party_activity", permission=permission, actor=actor, allowed=FILE_TYPES)
    kept = ActivityFile.objects.create(activity=activity, kind=kind, file=file)
    log(activity, "attach", actor=actor, comment=file.name)
    audit.record("activities.attach", actor=actor, subject=activity, file=file.pk)
    return kept


@transaction.atomic
def remove_file(kept: ActivityFile, *, actor: Actor) -> None:
    _hold(kept.activity, actor, "移除材料")
    lock(kept)
    if kept.removed_at is not None:
        raise WrongState("该材料已经移除。")
    kept.removed_at = clock.now()
    kept.save(update_fields=["removed_at"])
    log(kept.activity, "remove_file", actor=actor, comment=kept.file.name)
    audit.record("activities.remove_file", actor=actor, subject=kept.activity, file=kept.file_id)


@transaction.atomic
def divide(unit: PartyUnit, *, actor: Actor, number: int, since: datetime.date) -> None:
    """党小组: from `since` on the branch has so many groups; 0 for none. Raises as `withdraw`, FactRefused."""
    _require(unit, actor, "登记党小组情况")
    if since > clock.today():
        raise Refusal("起始日期不能晚于今天。")
    if since < unit.established_on:
        raise Refusal(f"“{unit.name}”{unit.established_on:%Y-%m-%d}成立，起始日期不能早于该日。")
    set_fact(UnitGroups, unit, values={"number": number}, valid_from=since)
    audit.record("activities.divide", actor=actor, subject=unit, number=number, since=since)


@transaction.atomic
def appraise(unit: PartyUnit, *, actor: Actor, year: int, version: int | None = None, **counts: int) -> Appraisal:
    """民主评议: how many got which grade, `counts` by column of Appraisal. Numbers of a year may be put right later.

    Raises NotPermitted, NotCompetent, StaleVersion, Refusal.
    """
    _require(unit, actor, "填写民主评议结果")
    lock(unit)
    if year > clock.today().year:
        raise Refusal(f"{year}年度还没有开始。")
    if not sum(counts.get(name, 0) for name in ("excellent", "qualified", "basic", "unqualified")):
        raise Refusal("请填写各等次的人数。")
    found = Appraisal.objects.filter(unit=unit, year=year).first()
    if found is None:
        found = Appraisal.objects.create(unit=unit, year=year, **counts)
    else:
        check_version(found, version)
        for name, value in counts.items():
            setattr(found, name, value)
        found.version += 1
        found.save(update_fields=[*counts, "version"])
    log(found, "appraise", actor=actor)
    audit.record("activities.appraise", actor=actor, subject=found, unit=unit.pk, year=year)
    return found
