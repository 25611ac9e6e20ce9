"""Work on annual reports that takes longer than a page."""

import datetime

from core.jobs.kinds import job_kind
from registry.annual_reports.actions import obligations, regimes
from registry.annual_reports.models import ReportingRegime


@job_kind("annual_reports.open_year", title="开启年度报告", permission="annual_reports.open_year")
def open_year(job, year: int):
    """Safe to repeat: a second run adds only who is new."""
    job.progress(0, 1, stage="生成年报义务")
    with job.applying():
        opened = obligations.open_year(year, actor=job.actor)
    job.progress(1, 1, stage="完成")
    job.log(f"{year}年度：新增义务{opened.written}条，其中免报{opened.exempt}条。")
    if opened.undated:
        job.log(f"{opened.undated}家登记日期不明，暂未生成，补充登记日期后再次开启即可。")
    return {"written": opened.written, "exempt": opened.exempt, "undated": opened.undated}


@job_kind("annual_reports.move_due", title="调整年度报告截止日期", permission="annual_reports.move_due")
def move_due(job, regime: int, final_due: str, document: str, first_review_due: str = ""):
    """Safe to repeat: who has the date already is neither moved nor told again."""
    job.progress(0, 1, stage="调整截止日期并通知")
    with job.applying():
        moved = regimes.move_and_tell(
            ReportingRegime.objects.select_related("region").get(pk=regime),
            final_due=datetime.date.fromisoformat(final_due),
            first_review_due=datetime.date.fromisoformat(first_review_due) if first_review_due else None,
            document=document,
            actor=job.actor,
        )
    job.progress(1, 1, stage="完成")
    job.log(f"已调整{moved}份年度报告的截止日期，并通知有关组织、初审单位和区县登记管理机关。")
    return {"moved": moved}
