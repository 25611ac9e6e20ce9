"""The one job of a signed ledger."""

from core.jobs import RunningJob, job_kind
from registry.responsibilities import actions
from registry.responsibilities.models import ResponsibilityLedger


@job_kind("responsibilities.publish", title="写入责任单位", permission="ledgers.view")
def publish(job: RunningJob, ledger: int):
    with job.applying():
        rows = ResponsibilityLedger.objects.select_related("department", "partner")
        counts = actions.publish(rows.get(pk=ledger), actor=job.actor, progress=job.progress)
    job.log(
        f"写入{counts['written']}条，原本一致{counts['unchanged']}条，未能写入{counts['refused']}条（已另有同日记录或"
        "已不由本机关管理，请在组织档案中核对）。"
    )
    return counts
