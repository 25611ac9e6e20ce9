"""A small job that only proves that the worker works; run by `manage.py demo_job` and the health page."""

import time

from core.jobs.kinds import job_kind


@job_kind("core.selftest", title="后台任务自检")
def selftest(job, steps: int = 5, pause: float = 0.1):
    for step in range(1, steps + 1):
        time.sleep(pause)
        job.progress(step, steps, stage="自检")
    job.log("自检完成。")
    return {"steps": steps}
