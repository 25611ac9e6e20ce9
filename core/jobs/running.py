"""A job from the inside: progress, log and files, each written only while the attempt still owns the row."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core import clock
from core.access.actor import Actor
from core.files import actions as files
from core.files.models import StoredFile
from core.jobs.models import Job, JobFile
from core.jobs.states import JobState

HEARTBEAT_SECONDS = 10
PROGRESS_SECONDS = timedelta(seconds=0.5)


class LostJob(Exception):
    """Another attempt owns the job; this one stops and leaves no trace."""


class Cancelled(Exception):
    """Somebody asked to stop; raised at the next progress."""


def second_connection() -> BaseDatabaseWrapper:
    """A connection beside the default one, committing each statement: progress of a transaction that is still open
    must be seen. Points wherever the default one points, a test's clone included."""
    default = connections[DEFAULT_DB_ALIAS]
    return type(default)(dict(default.settings_dict), alias=DEFAULT_DB_ALIAS)


class Aside:
    """Statements on the job's row, conditional on the attempt."""

    def __init__(self, job_id: int, attempt: int, database: BaseDatabaseWrapper):
        self.job_id, self.attempt, self.database = job_id, attempt, database

    def write(self, assignments: str, values: list, *, states=(JobState.RUNNING,)) -> bool:
        """Raises LostJob when the row is no longer ours; returns whether cancelling was asked for."""
        sql = (
            f"update core_job set {assignments}, heartbeat_at = clock_timestamp() "  # noqa: S608 fixed texts
            "where id = %s and attempt = %s and state = any(%s) returning is_cancel_asked"
        )
        rows = self.execute(sql, [*values, self.job_id, self.attempt, [str(s) for s in states]])
        if not rows:
            raise LostJob(f"job {self.job_id} attempt {self.attempt}")
        return rows[0][0]

    def line(self, text: str) -> None:
        """A line of the log, written only while the attempt is the current one."""
        self.execute(
            "insert into core_jobline (job_id, attempt, at, text) "
            "select id, attempt, clock_timestamp(), %s from core_job where id = %s and attempt = %s returning id",
            [text[:300], self.job_id, self.attempt],
        )

    def execute(self, sql: str, values: list) -> list:
        with self.database.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()


class RunningJob:
    """What a job body gets. `actor` is the seat that asked for it, as it stands today."""

    def __init__(self, job: Job, actor: Actor, aside: Aside, permission: str = ""):
        self.pk, self.attempt, self.actor = job.pk, job.attempt, actor
        self.title = job.title
        self._aside = aside
        self._permission = permission
        self._written_at = None

    def progress(self, done: int, total: int = 0, stage: str | None = None) -> None:
        """At most two writes a second reach the row; the last one (done == total) and a new stage always do.

        Raises LostJob or Cancelled: let them pass.
        """
        now = clock.real_now()
        is_due = self._written_at is None or now - self._written_at >= PROGRESS_SECONDS
        if not (is_due or stage is not None or (total and done >= total)):
            return
        self._written_at = now
        assignments, values = "done = %s, total = %s", [min(done, total) if total else done, total]
        if stage is not None:
            assignments, values = f"{assignments}, stage = %s", [*values, stage[:60]]
        if self._aside.write(assignments, values):
            raise Cancelled

    def log(self, text: str) -> None:
        """A line for the page of the job: what happened, in Chinese, without names or numbers of persons."""
        self._aside.line(text)

    def attach(self, name: str, data: bytes, *, permission: str = "") -> StoredFile:
        """Keep a file as a result of the job; fetched by seats that hold `permission` (default: that of the kind)."""
        self.still_mine()
        stored = files.store(
            data,
            name=name,
            kind="job_result",
            permission=permission or self._permission,
            actor=self.actor,
            allowed=("xlsx", "xls", "csv", "zip"),
        )
        JobFile.objects.create(job_id=self.pk, file=stored)
        return stored

    def still_mine(self) -> None:
        """Raises LostJob when another attempt has taken over, Cancelled when somebody asked to stop."""
        if self._aside.write("attempt = attempt", []):
            raise Cancelled

    @contextmanager
    def applying(self):
        """One transaction whose commit is fenced: it fails with LostJob when another attempt took over meanwhile.

        The row of the job is locked last, so that progress stays visible while the body works.
        """
        with transaction.atomic():
            yield
            mine = Job.objects.select_for_update(no_key=True).filter(
                pk=self.pk, attempt=self.attempt, state=JobState.RUNNING, is_cancel_asked=False
            )
            if not mine.values_list("pk").first():
                raise LostJob(f"job {self.pk} attempt {self.attempt}")
