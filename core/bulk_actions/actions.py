"""Starting, confirming, undoing a run. What happens to each row: core/bulk_actions/jobs.py."""

from django.db import transaction

from core import clock, jobs, worklist
from core.access.actor import Actor
from core.bulk_actions import notices
from core.bulk_actions.models import BulkRow, BulkRun
from core.bulk_actions.selection import Nothing, Selection, action_of, declared, sort_out
from core.bulk_actions.states import Outcome, RunState
from core.listing.registry import list_class
from core.workflow.errors import NotPermitted, WrongState
from core.workflow.perform import lock, log, perform

WORK_ITEM = "bulk_actions.confirm"


@transaction.atomic
def start(selection: Selection, key: str, *, actor: Actor, params: dict) -> BulkRun:
    """Write down the rows and what is to be done; begin at once, or wait for the second person.

    Raises MissingPermission, Changed when the rows are not those that were looked at, Nothing when the verb accepts
    none of them.
    """
    page = selection.page
    action = action_of(page, key, actor)
    sorted_out = sort_out(selection.looked_at(actor), action, actor)
    if not sorted_out.fit:
        raise Nothing(f"所选记录都不能{action.label}，没有办理任何一条。")
    if action.needs_second_person and actor.department_id is None:
        raise NotPermitted("您的岗位没有所属单位，没有第二人可以确认。")
    run = BulkRun.objects.create(
        list_name=selection.list,
        action=key,
        title=f"{page.title}：{action.label} {len(sorted_out.fit):,} {page.unit}",
        query=selection.query[:2000],
        params=params,
        permission=action.permission,
        confirm_permission=action.confirm_permission,
        state=RunState.WAITING if action.needs_second_person else RunState.RUNNING,
        requested_by_id=actor.user_id,
        department_id=actor.department_id,
    )
    rows = [BulkRow(run=run, object_id=row.pk, label=page.row_label(row)[:200]) for row in sorted_out.fit]
    rows += [
        BulkRow(run=run, object_id=row.pk, label=page.row_label(row)[:200], outcome=Outcome.SKIPPED, message=why[:300])
        for row, why in sorted_out.unfit
    ]
    BulkRow.objects.bulk_create(rows, batch_size=1000)
    log(run, "request", actor=actor, comment=str(params.get("comment", "")))
    if action.needs_second_person:
        _ask_second_person(run)
    else:
        _enqueue(run, actor)
    return run


def _ask_second_person(run: BulkRun) -> None:
    worklist.open_item(
        WORK_ITEM,
        subject=run,
        title=f"确认{run.title}",
        department=run.department_id,
        url_name="staff:bulk:detail",
    )


def _enqueue(run: BulkRun, actor: Actor) -> None:
    """As the actor's seat; a run has at most one open job for each of its steps."""
    run.acted_by_id = actor.user_id
    run.job = jobs.enqueue(
        "bulk_actions.run",
        {"run": run.pk},
        actor=actor,
        unique_key=f"bulk_actions:{run.pk}:{run.state}",
        title=run.title,
    )
    run.save(update_fields=["acted_by", "job"])


def _second(run: BulkRun, actor: Actor) -> None:
    if actor.read_only or not actor.can(run.confirm_permission) or actor.department_id != run.department_id:
        raise NotPermitted("须由本单位另一位有权限的人员确认，您的岗位不能确认。")


@transaction.atomic
def confirm(run: BulkRun, *, actor: Actor) -> None:
    """The second person says yes. Raises NotPermitted, SamePerson, WrongState."""
    _second(run, actor)
    perform(run, "confirm", actor=actor)
    worklist.close_items(run, WORK_ITEM, actor=actor)
    _enqueue(run, actor)
    notices.decided(run, "confirmed")


@transaction.atomic
def decline(run: BulkRun, *, actor: Actor, comment: str) -> None:
    """Raises NotPermitted, SamePerson, CommentRequired, WrongState."""
    _second(run, actor)
    perform(run, "decline", actor=actor, comment=comment)
    worklist.close_items(run, WORK_ITEM, actor=actor)
    notices.decided(run, "declined")


@transaction.atomic
def withdraw(run: BulkRun, *, actor: Actor) -> None:
    """Who asked takes it back before anybody confirmed."""
    if run.requested_by_id != actor.user_id:
        raise NotPermitted("只有发起人可以撤回申请。")
    perform(run, "withdraw", actor=actor)
    worklist.close_items(run, WORK_ITEM, actor=actor, cancelled=True)


def _refuse_others(run: BulkRun, actor: Actor) -> None:
    if actor.read_only or run.acted_by_id != actor.user_id:
        raise NotPermitted("只有办理人可以继续或撤销这次批量办理。")


@transaction.atomic
def resume(run: BulkRun, *, actor: Actor) -> None:
    """Its job broke off: go on with the rows that have no outcome yet."""
    lock(run)
    _refuse_others(run, actor)
    if run.state not in (RunState.RUNNING, RunState.UNDOING) or (run.job and run.job.is_open):
        raise WrongState("没有中断的任务可以继续。请刷新页面查看最新情况。")
    _enqueue(run, actor)


@transaction.atomic
def undo(run: BulkRun, *, actor: Actor) -> None:
    """Take back what can be taken back, row by row, within 24 hours. Raises WrongState after that."""
    lock(run)
    _refuse_others(run, actor)
    if declared(list_class(run.list_name).asked(run.parameters), run.action).undo is None:
        raise WrongState("这类办理不能成批撤销。")
    if run.state == RunState.DONE and clock.now() >= run.undo_until:
        raise WrongState(f"撤销只在办理后24小时内可用，已于{run.undo_until:%Y-%m-%d %H:%M}截止。")
    perform(run, "undo", actor=actor)
    _enqueue(run, actor)
