"""Whoever asked for a job and closed the page is told how it ended."""

from core.jobs.models import Job
from core.notifications import notices
from core.notifications.templates import NoticeTemplate, register


def _titles(contexts: list[dict]) -> list[dict]:
    jobs = Job.objects.in_bulk([context["job"] for context in contexts])
    return [{"title": jobs[c["job"]].title if c["job"] in jobs else ""} for c in contexts]


register(
    NoticeTemplate(
        "jobs.done", "后台任务“{title}”已完成", url_name="staff:jobs:detail", url_ids=("job",), look_up=_titles
    ),
    NoticeTemplate(
        "jobs.failed", "后台任务“{title}”未完成，请查看原因", url_name="staff:jobs:detail", url_ids=("job",),
        look_up=_titles,
    ),
)  # fmt: skip


def ended(job: Job) -> None:
    """Nobody is told about the portal's own work; its failures stand on the page of jobs."""
    if job.created_by_id:
        notices.queue(
            f"jobs.{job.state}:{job.pk}",
            template=f"jobs.{job.state}",
            recipients=[notices.to_user(job.created_by_id)],
            context_ids={"job": job.pk},
        )
