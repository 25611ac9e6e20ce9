"""One attempt at one job: claim, beat, run, finish."""

import json
import logging
import secrets
import threading

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection

from core import clock
from core.access.actor import Actor
from core.access.middleware import seats_of
from core.history import acting
from core.jobs import notices
from core.jobs.kinds import Kind, kind
from core.jobs.models import Job
from core.jobs.running import HEARTBEAT_SECONDS, Aside, Cancelled, LostJob, RunningJob, second_connection
from core.jobs.states import JobState
from core.workflow.errors import Refusal

logger = logging.getLogger(__name__)
CRASHED = "系统处理时出错，任务没有完成。请稍后重试，或把错误编号告诉技术支持。"


class SeatGone(Refusal):
    """Who asked for the job no longer sits there."""


def actor_of(job: Job) -> Actor:
    """The seat that asked, as it stands now; raises SeatGone when it ended meanwhile."""
    if job.seat_key.startswith("system:"):
        return Actor.system(job.seat_key.removeprefix("system:"))
    for seat in seats_of(job.created_by) if job.created_by else ():
        if seat.seat_key == job.seat_key:
            return seat
    raise SeatGone("提交任务的岗位已结束，任务没有执行。请由在岗人员重新提交。")


def run(job_id: int, attempt: int) -> None:
    """Run this attempt if it is still the queued one; a doubled message does nothing.

    Inside a transaction (a test) everything goes through the default connection; the worker has none open and uses a
    second one for progress.
    """
    claimed = Job.objects.filter(pk=job_id, attempt=attempt, state=JobState.QUEUED).update(
        state=JobState.RUNNING, started_at=clock.real_now(), heartbeat_at=clock.real_now(), done=0, total=0, stage=""
    )
    if not claimed:
        return
    job = Job.objects.select_related("created_by").get(pk=job_id)
    inside = connection.in_atomic_block
    database = connection if inside else second_connection()
    aside = Aside(job_id, attempt, database)
    stop = threading.Event()
    if not inside:
        threading.Thread(target=_beat, args=(aside, stop), daemon=True).start()
    try:
        _run(job, aside)
    finally:
        stop.set()
        if not inside:
            database.close()


def _beat(aside: Aside, stop: threading.Event) -> None:
    """Say every few seconds that the worker lives; ends by itself when the job was taken away."""
    own = Aside(aside.job_id, aside.attempt, second_connection())
    try:
        while not stop.wait(HEARTBEAT_SECONDS):
            try:
                own.write("attempt = attempt", [])
            except LostJob:
                return
            except DatabaseError:
                logger.warning("heartbeat not written", extra={"job": aside.job_id})
                own.database.close()
    finally:
        own.database.close()


def _run(job: Job, aside: Aside) -> None:
    try:
        its_kind = kind(job.kind)
        actor = actor_of(job)
        with acting(actor, job=job.pk):
            result = _body(its_kind, job, actor, aside)
        _finish(aside, JobState.DONE, result=result)
    except LostJob:
        _lost(aside)
    except Cancelled:
        _finish(aside, JobState.CANCELLED)
    except Refusal as refusal:
        _finish(aside, JobState.FAILED, error=str(refusal))
    except Exception:
        number = secrets.token_hex(3).upper()
        logger.exception("job failed", extra={"job": job.pk, "kind": job.kind, "error_number": number})
        _finish(aside, JobState.FAILED, error=CRASHED, number=number)


def _body(its_kind: Kind, job: Job, actor: Actor, aside: Aside) -> dict:
    result = its_kind.run(RunningJob(job, actor, aside, its_kind.permission), **job.params)
    return result if isinstance(result, dict) else {}


def _finish(aside: Aside, state: JobState, *, result: dict | None = None, error: str = "", number: str = "") -> None:
    text = json.dumps(result or {}, cls=DjangoJSONEncoder)
    try:
        aside.write(
            "state = %s, finished_at = clock_timestamp(), result = %s::jsonb, error = %s, error_number = %s",
            [str(state), text, error[:300], number],
        )
        _tell(aside.job_id)
    except LostJob:
        _lost(aside)


def _lost(aside: Aside) -> None:
    """Taken over by a later attempt, or cancelled while the last step was being fenced."""
    ended = Job.objects.filter(
        pk=aside.job_id, attempt=aside.attempt, state=JobState.RUNNING, is_cancel_asked=True
    ).update(state=JobState.CANCELLED, finished_at=clock.real_now())
    if not ended:
        logger.warning("job taken over", extra={"job": aside.job_id, "attempt": aside.attempt})


def _tell(job_id: int) -> None:
    job = Job.objects.get(pk=job_id)
    if job.state != JobState.CANCELLED:
        notices.ended(job)
