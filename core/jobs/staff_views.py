from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.jobs import actions
from core.jobs.lists import JobList, elapsed
from core.jobs.models import Job
from core.jobs.states import JobState

TONES = {JobState.DONE: "ok", JobState.FAILED: "danger", JobState.CANCELLED: "danger"}


@require_GET
@guards.signed_in()
def index(request):
    return JobList().respond(request)


@require_GET
@guards.signed_in()
def detail(request, pk):
    """The page; to htmx only the piece that changes while the job runs."""
    job = get_object_or_404(Job.objects.visible_to(request.actor).select_related("created_by"), pk=pk)
    context = {"job": job, "progress": _progress(job), "files": job.files.select_related("file")}
    template = "core/jobs/staff_detail.html"
    return render(request, f"{template}#live" if request.htmx else template, context)


def _progress(job: Job) -> dict:
    """Parameters of components/job_progress.html."""
    return {
        "tone": TONES.get(job.state, "running"),
        "stage": job.stage if job.state == JobState.RUNNING and job.stage else job.get_state_display(),
        "elapsed": elapsed(job),
        "message": f"{job.error}（错误编号 {job.error_number}）" if job.error_number else job.error,
        "poll_url": reverse("staff:jobs:detail", args=[job.pk]) if job.is_open else "",
    }


@require_POST
@guards.signed_in()
def cancel(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.actor), pk=pk)
    actions.cancel(job, actor=request.actor)
    messages.success(request, "已要求取消，任务会在当前步骤结束后停止。" if job.is_open else "任务已取消。")
    return redirect("staff:jobs:detail", pk=pk)
