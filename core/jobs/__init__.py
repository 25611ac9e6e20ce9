"""Work longer than a second, as a row that tells the truth: state, progress, log, result; see docs/jobs.md."""

from core.jobs.actions import enqueue
from core.jobs.kinds import job_kind
from core.jobs.running import Cancelled, LostJob, RunningJob

__all__ = ["Cancelled", "LostJob", "RunningJob", "enqueue", "job_kind"]
