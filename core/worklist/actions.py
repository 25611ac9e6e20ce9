"""The only writers of work items. Verbs of other capabilities open and close them in their own transaction."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from core import clock
from core.access.actor import NOBODY, Actor
from core.workdays.calendar import add_workdays, workdays_between
from core.workflow.errors import Refusal, WrongState
from core.worklist.models import WorkItem
from core.worklist.states import BY_HAND, WorkState


class NotSeated(Refusal):
    """The person chosen has no seat in the office that owns the item."""


def _id(value) -> int | None:
    return getattr(value, "pk", value)


def new_item(kind: str, *, subject, title: str, url_name: str, url_args: Iterable | None = None, **owner) -> WorkItem:
    """An unsaved item, for open_items. `owner` as in open_item."""
    return WorkItem(
        kind=kind,
        title=title[:160],
        object_type=subject._meta.label,
        object_id=subject.pk,
        url_name=url_name,
        url_args=list(url_args) if url_args is not None else [subject.pk],
        department_id=_id(owner.get("department")),
        organization_key=_id(owner.get("organization")),
        role=owner.get("role", ""),
        due_on=owner.get("due_on"),
        opened_at=clock.now(),
    )


@transaction.atomic
def open_item(
    kind: str,
    *,
    subject,
    title: str,
    url_name: str,
    url_args: Iterable | None = None,
    department=None,
    organization=None,
    role: str = "",
    due_on=None,
) -> WorkItem:
    """Open the item, or bring the open one of this kind and object up to date; safe to repeat.

    `department` or `organization` (a row or its id) owns it; `role` narrows an office's item to one post;
    `url_args` default to the subject's id.
    """
    item = new_item(
        kind, subject=subject, title=title, url_name=url_name, url_args=url_args,
        department=department, organization=organization, role=role, due_on=due_on,
    )  # fmt: skip
    WorkItem.objects.bulk_create([item], ignore_conflicts=True)
    stored = WorkItem.objects.select_for_update(no_key=True).open().of(subject, kind).get()
    changed = [
        name
        for name in ("title", "url_name", "url_args", "department_id", "organization_key", "role", "due_on")
        if getattr(stored, name) != getattr(item, name) and not (name == "due_on" and stored.waiting_since)
    ]
    for name in changed:
        setattr(stored, name, getattr(item, name))
    if {"department_id", "organization_key"} & set(changed):
        stored.state, stored.claimed_by, stored.claimed_at = WorkState.OPEN, None, None
        changed += ["state", "claimed_by", "claimed_at"]
    if changed:
        stored.save(update_fields=changed)
    return stored


def open_items(items: list[WorkItem]) -> None:
    """Many at once (nightly work): those already open stay as they are."""
    WorkItem.objects.bulk_create(items, ignore_conflicts=True, batch_size=1000)


def close_items(subject, kind: str | None = None, *, actor: Actor = NOBODY, cancelled: bool = False) -> int:
    """The verb that finished the work calls this. Without `kind` every open item about the object closes."""
    return (
        WorkItem.objects.open()
        .of(subject, kind)
        .update(
            state=WorkState.CANCELLED if cancelled else WorkState.DONE,
            closed_at=clock.now(),
            closed_by_id=actor.user_id,
        )
    )


def _locked(item: WorkItem, actor: Actor) -> WorkItem:
    """Raises WorkItem.DoesNotExist when the item belongs to another office."""
    return WorkItem.objects.visible_to(actor).select_for_update(of=("self",), no_key=True).get(pk=item.pk)


def _refuse_closed(item: WorkItem) -> None:
    if not item.is_open:
        raise WrongState(f"该事项{item.get_state_display()}，请刷新页面查看最新情况。")


def check_claim(item: WorkItem, actor: Actor) -> None:
    """Raises WrongState, naming the colleague, when somebody was faster."""
    _refuse_closed(item)
    if item.claimed_by_id and item.claimed_by_id != actor.user_id:
        raise WrongState(f"该事项已由{item.claimed_by.name}领办。")


@transaction.atomic
def claim(item: WorkItem, *, actor: Actor) -> None:
    """Raises what check_claim raises."""
    item = _locked(item, actor)
    check_claim(item, actor)
    _give(item, actor.user_id)


def check_release(item: WorkItem, actor: Actor) -> None:
    """Only who claimed it may put it back. Raises WrongState."""
    _refuse_closed(item)
    if item.claimed_by_id != actor.user_id:
        raise WrongState("该事项不由您办理，不能退回。")


@transaction.atomic
def release(item: WorkItem, *, actor: Actor) -> None:
    """Raises what check_release raises."""
    item = _locked(item, actor)
    check_release(item, actor)
    _give(item, None)


def check_reassign(item: WorkItem, actor: Actor) -> None:
    _refuse_closed(item)


@transaction.atomic
def reassign(item: WorkItem, *, actor: Actor, to_user_id: int) -> None:
    """Give it to a colleague of the same office. Raises NotSeated."""
    item = _locked(item, actor)
    check_reassign(item, actor)
    if to_user_id not in import_string(settings.DEPARTMENT_PEOPLE)(item.department_id):
        raise NotSeated("所选人员在本部门没有岗位，不能分派。")
    _give(item, to_user_id)


def _give(item: WorkItem, user_id: int | None) -> None:
    item.claimed_by_id = user_id
    item.claimed_at = clock.now() if user_id else None
    item.state = WorkState.CLAIMED if user_id else WorkState.OPEN
    item.save(update_fields=["claimed_by", "claimed_at", "state"])


# -- handed out by a colleague --


def _handed_out(subject, actor: Actor):
    return WorkItem.objects.open().of(subject, f"{BY_HAND}.{actor.department_id}")


def check_assign(subject, actor: Actor) -> None:
    """An office hands out one thing at a time about one object. Raises WrongState, naming who has it."""
    if actor.department_id is None:
        raise NotSeated("只有部门的岗位可以交办事项。")
    held = _handed_out(subject, actor).select_related("claimed_by").first()
    if held is not None:
        raise WrongState(f"本单位已交办“{held.title}”，由{held.claimed_by or '本单位人员'}办理，办结后才能再交办。")


@transaction.atomic
def assign(subject, *, actor: Actor, text: str, to_user_id: int, due_on, url_name: str) -> WorkItem:
    """Hand out `text` about the subject to a colleague of the actor's office, until `due_on` (a date).

    Raises WrongState where the office has handed something out already, NotSeated for somebody of another office.
    """
    check_assign(subject, actor)
    if to_user_id not in import_string(settings.DEPARTMENT_PEOPLE)(actor.department_id):
        raise NotSeated("所选人员在本部门没有岗位，不能交办。")
    item = open_item(
        f"{BY_HAND}.{actor.department_id}",
        subject=subject,
        title=f"{text}：{subject}",
        url_name=url_name,
        department=actor.department_id,
        due_on=due_on,
    )
    _give(item, to_user_id)
    return item


def take_back(subject, *, actor: Actor) -> None:
    """What the office handed out about the subject is no longer asked for. Raises WrongState when nothing is open."""
    if not close_items(subject, f"{BY_HAND}.{actor.department_id}", actor=actor, cancelled=True):
        raise WrongState("交办的事项已经办结或撤销。")


@transaction.atomic
def finish(item: WorkItem, *, actor: Actor) -> None:
    """Done, says who does it; only what a colleague handed out. Everything else ends with the work itself."""
    item = _locked(item, actor)
    _refuse_closed(item)
    if not item.is_by_hand:
        raise WrongState("该事项随业务办结自动消失，不能直接办结。")
    item.state, item.closed_at, item.closed_by_id = WorkState.DONE, clock.now(), actor.user_id
    item.save(update_fields=["state", "closed_at", "closed_by"])


def release_seat(user_id: int, department_id: int) -> int:
    """A seat ended: what the person had claimed goes back to the office. Returns how many items."""
    claimed = WorkItem.objects.filter(state=WorkState.CLAIMED, claimed_by_id=user_id, department_id=department_id)
    return claimed.update(state=WorkState.OPEN, claimed_by=None, claimed_at=None)


def close_many(model, kind: str, rows, *, cancelled: bool = False) -> int:
    """Nightly work: close the open items of one kind about these rows (a queryset of `model`). One statement."""
    state = WorkState.CANCELLED if cancelled else WorkState.DONE
    found = WorkItem.objects.open().filter(kind=kind, object_type=model._meta.label, object_id__in=rows.values("pk"))
    return found.update(state=state, closed_at=clock.now())


@transaction.atomic
def pause(subject, kind: str, *, waiting_for: str) -> int:
    """The office now waits for somebody else: its clock stands still. A second call changes nothing."""
    return (
        WorkItem.objects.open()
        .of(subject, kind)
        .filter(waiting_since=None)
        .update(waiting_since=clock.today(), waiting_for=waiting_for[:120])
    )


@transaction.atomic
def resume(subject, kind: str) -> int:
    """What was waited for has come: `due_on` moves by the working days waited."""
    today = clock.today()
    items = list(WorkItem.objects.open().of(subject, kind).exclude(waiting_since=None).select_for_update(no_key=True))
    for item in items:
        if item.due_on:
            item.due_on = add_workdays(item.due_on, max(workdays_between(item.waiting_since, today), 0))
        item.waiting_since, item.waiting_for = None, ""
        item.save(update_fields=["due_on", "waiting_since", "waiting_for"])
    return len(items)


def move_due(subject, kind: str, due_on) -> int:
    """A deadline was moved by its own verb (an approved deferral)."""
    return WorkItem.objects.open().of(subject, kind).update(due_on=due_on)
