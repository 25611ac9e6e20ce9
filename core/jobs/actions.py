"""Asking for work, and giving it up."""

import logging
from functools import partial

from celery import current_app
from django.db import IntegrityError, transaction

from core import clock
from core.access.actor import Actor
from core.jobs.kinds import kind
from core.jobs.models import Job
from core.jobs.states import JobState
from core.workflow.errors import WrongState

logger = logging.getLogger(__name__)


def enqueue(code: str, params: dict | None = None, *, actor: Actor, unique_key: str = "", title: str = "") -> Job:
    """Write the job in the running transaction; the worker is woken after the commit.

    With `unique_key`, a job of that key which is still open is returned instead of a second one.
    A broker that is down never fails the caller: the clock picks the job up within half a minute of its return.
    """
    if unique_key and (twin := Job.objects.open().filter(unique_key=unique_key).first()):
        return twin
    job = Job(
        kind=code,
        title=title or kind(code).title,
        params=params or {},
        unique_key=unique_key,
        created_by_id=actor.user_id,
        seat_key=actor.seat_key,
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        twin = Job.objects.open().filter(unique_key=unique_key).first() if unique_key else None
        if twin is None:
            raise
        return twin
    transaction.on_commit(partial(wake, job.pk, job.attempt), robust=True)
    return job


def wake(job_id: int, attempt: int) -> bool:
    """Tell the worker. False when the broker is away; the row stays and is found by the clock."""
    try:
        current_app.send_task("core.run_job", (job_id, attempt), retry=False)
    except Exception:  # whatever a dead broker raises, the row is the promise
        logger.warning("worker not woken", extra={"job": job_id})
        return False
    Job.objects.filter(pk=job_id).update(woken_at=clock.real_now())
    return True


@transaction.atomic
def cancel(job: Job, *, actor: Actor) -> None:
    """Queued: ends at once. Running: the body stops at its next progress. Raises WrongState when it is over."""
    job.refresh_from_db(from_queryset=Job.objects.select_for_update(of=("self",), no_key=True))
    if not job.is_open:
        raise WrongState(f"任务{job.get_state_display()}，不能取消。")
    job.is_cancel_asked = True
    changed = ["is_cancel_asked"]
    if job.state == JobState.QUEUED:
        job.state, job.finished_at = JobState.CANCELLED, clock.real_now()
        changed += ["state", "finished_at"]
    job.save(update_fields=changed)
