"""Verbs: propose, confirm by a second person, carry out on the day."""

import datetime

from django.db import transaction

from core import audit, clock, history, jobs, text
from core.access.actor import Actor
from core.dated import actions as dated
from core.departments.models import Department, DepartmentName, Region, RegionLevel, RegionName
from core.departments.reference import PREFIX_LENGTH
from core.identity.actions import require
from core.refusal import Refusal
from core.reorganizations import plans
from core.reorganizations.models import Reorganization, home_bureau
from core.reorganizations.movers import Change, all_movers
from core.reorganizations.states import Kind, ReorganizationState
from core.workflow.errors import NotPermitted
from core.workflow.perform import lock, log, perform
from core.worklist import actions as worklist

ITEM = "reorganizations.confirm"
ONE_DAY = datetime.timedelta(days=1)
FIRST_NAME = datetime.date(1949, 10, 1)  # since when an office without a known first day is said to bear its name


@transaction.atomic
def propose(
    kind: Kind, steps: list[dict], *, actor: Actor, title: str, effective_on: datetime.date, document: str
) -> Reorganization:
    """First of two persons. `effective_on` is the first day of the new order, past or to come; what was true before
    it stays. Raises NotPermitted, PlanRefused, Refusal."""
    require(actor, "reorganizations.propose", "提出机构和区划调整")
    if not document.strip():
        raise Refusal("请填写依据文件及文号。")
    plans.check(kind, steps)
    _check_open(steps, kind)
    row = Reorganization.objects.create(
        kind=kind, title=title[:200], effective_on=effective_on, document=document.strip(), plan=steps,
        preview=plans.preview(kind, steps, effective_on),
    )  # fmt: skip
    log(row, "propose", actor=actor, comment=document.strip())
    bureau = home_bureau()
    if bureau is not None:
        worklist.open_item(
            ITEM,
            subject=row,
            title=f"复核：{row.title}",
            url_name="staff:reorganizations:detail",
            department=bureau,
            role="registry_chief",
        )
    audit.record("reorganizations.propose", actor=actor, subject=row, kind=str(kind), effective_on=effective_on)
    return row


def _check_open(steps: list[dict], kind: Kind) -> None:
    """One decision at a time about one office or division."""
    mine = {one["old"] for one in steps}
    is_of_regions = kind.endswith(("region", "regions"))
    waiting = Reorganization.objects.filter(state__in=(ReorganizationState.PROPOSED, ReorganizationState.CONFIRMED))
    for other in waiting:
        if other.is_of_regions == is_of_regions and mine & {one["old"] for one in other.plan}:
            raise Refusal(f"已有一件尚未生效的调整涉及同一对象：{other.title}，请先办结或撤回。")


@transaction.atomic
def confirm(row: Reorganization, *, actor: Actor) -> None:
    """Second person. A day that has come is carried out at once, as a job; a later one on its night.

    Raises NotPermitted, NotCompetent, WrongState, SamePerson.
    """
    perform(row, "confirm", actor=actor)
    worklist.close_items(row, ITEM, actor=actor)
    audit.record("reorganizations.confirm", actor=actor, subject=row)
    if row.effective_on <= clock.today():
        jobs.enqueue(
            "reorganizations.run",
            {"reorganization": row.pk},
            actor=actor,
            unique_key=f"reorganization:{row.pk}",
            title=row.title,
        )


@transaction.atomic
def refuse(row: Reorganization, *, actor: Actor, reason: str) -> None:
    """Raises as confirm, and CommentRequired."""
    perform(row, "refuse", actor=actor, comment=reason)
    worklist.close_items(row, ITEM, actor=actor)
    audit.record("reorganizations.refuse", actor=actor, subject=row)


@transaction.atomic
def withdraw(row: Reorganization, *, actor: Actor) -> None:
    """Until it has taken effect. Raises NotPermitted, WrongState."""
    perform(row, "withdraw", actor=actor)
    worklist.close_items(row, ITEM, actor=actor, cancelled=True)
    audit.record("reorganizations.withdraw", actor=actor, subject=row)


@transaction.atomic
def carry_out(row: Reorganization, *, actor: Actor) -> None:
    """The day has come: make what is new, end what ends, move what stands on it. All or nothing; done once.

    The portal's own step; raises NotPermitted for a person, WrongState, PlanRefused.
    """
    if not actor.is_system:
        raise NotPermitted("调整由平台在生效日办理。")
    lock(row)
    if row.state != ReorganizationState.CONFIRMED or row.effective_on > clock.today():
        return
    plans.check(Kind(row.kind), row.plan)
    with history.acting(actor, reorganization=row.pk):
        if row.is_renaming:
            moved = _rename(row)
        else:
            pairs = _succeed_regions(row) if row.is_of_regions else _succeed_departments(row)
            moved = _move(row, Change(pairs, row.effective_on, row.document, actor))
    perform(row, "complete", actor=actor, completed_at=clock.now(), outcome=moved, failure="")
    audit.record("reorganizations.complete", actor=actor, subject=row, effective_on=row.effective_on)


def _move(row: Reorganization, change: Change) -> list[dict]:
    found = []
    for mover in all_movers():
        count = mover.move_regions(change) if row.is_of_regions else mover.move_departments(change)
        found.append({"label": mover.label, "count": count, "unit": mover.unit})
    return found


def _succeed_regions(row: Reorganization) -> dict[int, int | None]:
    """Successors by id, made where they do not exist; what ends keeps its row, its code and its last day."""
    pairs: dict[int, int | None] = {}
    for one in row.plan:
        old = Region.objects.get(pk=one["old"])
        new = Region.objects.filter(pk=one["new"]).first() if one["new"] else None
        new = new or Region.objects.filter(code=one["code"]).first() or _new_region(old, one, row.effective_on)
        pairs[old.pk] = new.pk
        old.valid_to, old.superseded_by = row.effective_on - ONE_DAY, new
        old.save(update_fields=["valid_to", "superseded_by"])
    return pairs


def _new_region(old: Region, one: dict, day: datetime.date) -> Region:
    prefix = one["code"][: PREFIX_LENGTH[RegionLevel(old.level - 1)]]
    parent = Region.objects.get(code=prefix.ljust(12, "0"), level=old.level - 1)
    return Region.objects.create(
        code=one["code"],
        name=one["name"],
        full_name=f"{parent.full_name}{one['name']}"[:120],
        level=old.level,
        parent=parent,
        pinyin=text.pinyin(one["name"])[:200],
        valid_from=day,
    )


def _succeed_departments(row: Reorganization) -> dict[int, int | None]:
    pairs: dict[int, int | None] = {}
    made: Department | None = None
    for one in row.plan:
        old = Department.objects.get(pk=one["old"])
        new = Department.objects.get(pk=one["new"]) if one["new"] else made
        if new is None and one["name"]:
            new = made = Department.objects.create(
                name=one["name"], short_name=one["short_name"], kind=old.kind, region=old.region, parent=old.parent,
                phone=old.phone, valid_from=row.effective_on,
            )  # fmt: skip
        pairs[old.pk] = new.pk if new else None
        old.valid_to, old.superseded_by = row.effective_on - ONE_DAY, new
        old.save(update_fields=["valid_to", "superseded_by"])
    return pairs


def _rename(row: Reorganization) -> list[dict]:
    (one,) = row.plan
    if row.kind == Kind.RENAME_DEPARTMENT:
        office = Department.objects.get(pk=one["old"])
        values = {"name": one["name"], "short_name": one["short_name"]}
        _named(DepartmentName, office, {"name": office.name, "short_name": office.short_name}, values, row)
        return [{"label": "机构名称", "count": 1, "unit": "个"}]
    region = Region.objects.get(pk=one["old"])
    before = region.full_name
    _named(RegionName, region, {"name": region.name}, {"name": one["name"]}, row)
    return [{"label": "区划全称", "count": _spell(region, before), "unit": "个"}]


def _named(model, subject, before: dict, values: dict, row: Reorganization) -> None:
    """The first change of a name writes down the name until now as well."""
    key = {model.subject_field: subject}
    if not model.objects.filter(**key).exists():
        since = min(subject.valid_from or FIRST_NAME, row.effective_on - ONE_DAY)
        dated.set_fact(model, subject, values=before, valid_from=since)
    dated.set_fact(model, subject, values=values, valid_from=row.effective_on, document=row.document)
    subject.refresh_from_db()


def _spell(region: Region, before: str) -> int:
    """Pinyin and full names follow the name that holds today: of the division and of all below it."""
    region.full_name = f"{region.parent.full_name if region.parent else ''}{region.name}"[:120]
    region.pinyin = text.pinyin(region.name)[:200]
    region.save(update_fields=["full_name", "pinyin"])
    if not before:
        return 1
    prefix = region.code[: PREFIX_LENGTH[RegionLevel(region.level)]]
    below = list(Region.objects.filter(code__startswith=prefix, level__gt=region.level, full_name__startswith=before))
    for one in below:
        one.full_name = f"{region.full_name}{one.full_name.removeprefix(before)}"[:120]
    Region.objects.bulk_update(below, ["full_name"], batch_size=500)
    return 1 + len(below)


def run_due(actor: Actor) -> int:
    """Everything confirmed whose day has come, each in its own transaction; one that fails says why on its page."""
    due = Reorganization.objects.filter(state=ReorganizationState.CONFIRMED, effective_on__lte=clock.today())
    done = 0
    for row in due.order_by("effective_on", "pk"):
        done += attempt(row, actor=actor)
    return done


def attempt(row: Reorganization, *, actor: Actor) -> bool:
    try:
        carry_out(row, actor=actor)
    except Refusal as refusal:
        Reorganization.objects.filter(pk=row.pk).update(failure=str(refusal)[:300])
        return False
    return True
