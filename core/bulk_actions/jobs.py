"""The rows of a run, one after the other: the same verb a person would use, each in a transaction of its own."""

import logging
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.bulk_actions.models import BulkRow, BulkRun
from core.bulk_actions.selection import declared
from core.bulk_actions.states import Outcome, RunState
from core.jobs import RunningJob, job_kind
from core.listing.registry import list_class
from core.refusal import Refusal
from core.spreadsheets import writing
from core.workflow.perform import perform

logger = logging.getLogger(__name__)
GONE = "已不在您的查看范围内，或已不存在。"
BROKEN = "系统处理时出错，这一条没有办理。请单独办理，或联系技术支持。"
COLUMNS = [writing.Column("对象", 50), writing.Column("结果", 12), writing.Column("说明", 60)]


@job_kind("bulk_actions.run", title="批量办理")
def run(job: RunningJob, run: int):
    """Rows that have an outcome are left alone, so that it may run again. The commit of each row is fenced."""
    the_run = BulkRun.objects.get(pk=run)
    if the_run.state == RunState.RUNNING:
        return _walk(job, the_run, Outcome.PENDING, "finish")
    if the_run.state == RunState.UNDOING:
        return _walk(job, the_run, Outcome.DONE, "undone")
    return {}


def _walk(job: RunningJob, run: BulkRun, outcome: Outcome, last_step: str) -> dict:
    waiting = list(run.rows.filter(outcome=outcome).order_by("pk").values_list("pk", flat=True))
    act = _act(run) if outcome == Outcome.PENDING else _take_back(run)
    job.progress(0, len(waiting), stage="逐条办理" if outcome == Outcome.PENDING else "逐条撤销")
    for done, pk in enumerate(waiting, 1):
        with job.applying():
            _one(BulkRow.objects.select_for_update(no_key=True).get(pk=pk), outcome, act, run, job)
        job.progress(done, len(waiting))
    job.attach(f"{run.title}-结果.xlsx", _sheet(run), permission=run.permission)
    with job.applying():
        perform(run, last_step, actor=job.actor, **({"finished_at": clock.now()} if last_step == "finish" else {}))
    return {"rows": len(waiting)}


def _act(run: BulkRun) -> tuple[Callable, Outcome, Outcome]:
    action = declared(list_class(run.list_name).asked(run.parameters), run.action)
    return lambda row, actor: action.verb(row, actor=actor, **run.params), Outcome.DONE, Outcome.REFUSED


def _take_back(run: BulkRun) -> tuple[Callable, Outcome, Outcome]:
    action = declared(list_class(run.list_name).asked(run.parameters), run.action)
    params = run.params if action.undo_takes_params else {}
    return lambda row, actor: action.undo(row, actor=actor, **params), Outcome.UNDONE, Outcome.KEPT


def _one(row: BulkRow, expected: Outcome, act, run: BulkRun, job: RunningJob) -> None:
    if row.outcome != expected:
        return
    verb, good, bad = act
    try:
        subject = list_class(run.list_name).asked(run.parameters).queryset(job.actor).filter(pk=row.object_id).first()
        if subject is None:
            raise Refusal(GONE)
        with transaction.atomic():
            verb(subject, job.actor)
        row.outcome, row.message = good, ""
    except Refusal as refusal:
        row.outcome, row.message = bad, str(refusal)[:300]
    except ValidationError as error:
        row.outcome, row.message = bad, "；".join(error.messages)[:300]
    except Exception:
        logger.exception("bulk row failed", extra={"run": run.pk, "row": row.pk})
        row.outcome, row.message = bad, BROKEN
    row.save(update_fields=["outcome", "message"])


def _sheet(run: BulkRun) -> bytes:
    rows = run.rows.order_by("pk").iterator(chunk_size=2000)
    values = ((row.label, row.get_outcome_display(), row.message) for row in rows)
    return writing.write_xlsx(values, COLUMNS, sheet="批量办理结果") or b""
