"""Jobs whose message or worker was lost are put back; nothing waits longer than a minute and a half."""

import datetime
import logging

from django.db import transaction
from django.db.models import Q

from core import clock
from core.jobs.actions import wake
from core.jobs.kinds import kind
from core.jobs.models import Job, JobLine
from core.jobs.states import JobState

logger = logging.getLogger(__name__)
STALE = datetime.timedelta(seconds=45)  # four missed heartbeats
UNHEARD = datetime.timedelta(seconds=10)  # queued and never handed to the broker
WOKEN_LONG_AGO = datetime.timedelta(seconds=60)  # handed over, but the message may have died with the broker


def reap() -> int:
    """One round; returns how many jobs were handed to the worker again."""
    again = _requeue_stale()
    now = clock.real_now()
    lost = Q(woken_at=None, created_at__lt=now - UNHEARD) | Q(woken_at__lt=now - WOKEN_LONG_AGO)
    again += list(Job.objects.filter(lost, state=JobState.QUEUED).values_list("pk", "attempt")[:200])
    return sum(wake(pk, attempt) for pk, attempt in again)


@transaction.atomic
def _requeue_stale() -> list[tuple[int, int]]:
    stale = Job.objects.select_for_update(skip_locked=True, no_key=True).filter(
        state=JobState.RUNNING, heartbeat_at__lt=clock.real_now() - STALE
    )
    return [(job.pk, job.attempt) for job in stale if _next_attempt(job)]


def _next_attempt(job: Job) -> bool:
    """A new attempt, or the visible end of the job."""
    logger.warning("job lost its worker", extra={"job": job.pk, "attempt": job.attempt})
    if job.is_cancel_asked:
        job.state, job.finished_at = JobState.CANCELLED, clock.real_now()
    elif job.attempt >= _max_attempts(job):
        job.state, job.finished_at = JobState.FAILED, clock.real_now()
        job.error = f"任务进程{job.attempt}次中断，已停止重试。请联系技术支持。"
    else:
        job.state, job.woken_at = JobState.QUEUED, None
        job.attempt += 1
        JobLine.objects.create(job=job, attempt=job.attempt, text=f"处理进程中断，重新排队（第{job.attempt}次）。")
    job.save(update_fields=["state", "finished_at", "error", "attempt", "woken_at"])
    return job.state == JobState.QUEUED


def _max_attempts(job: Job) -> int:
    try:
        return kind(job.kind).max_attempts
    except KeyError:
        return 1
