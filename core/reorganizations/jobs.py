"""A change whose day has come, as a job: thousands of facts take more than a second."""

from core.access.actor import Actor
from core.jobs import RunningJob, job_kind
from core.reorganizations import actions
from core.reorganizations.models import Reorganization


@job_kind("reorganizations.run", title="机构和区划调整")
def run(job: RunningJob, reorganization: int) -> dict:
    row = Reorganization.objects.get(pk=reorganization)
    job.progress(0, 1, stage="移转")
    with job.applying():
        actions.carry_out(row, actor=Actor.system("reorganization"))
    row.refresh_from_db()
    for one in row.outcome:
        job.log(f"{one['label']}：{one['count']}{one['unit']}")
    job.progress(1, 1, stage="完成")
    return {one["label"]: one["count"] for one in row.outcome}
