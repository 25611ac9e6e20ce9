"""Work on annual reports that takes longer than a page."""

from core.jobs.kinds import job_kind
from registry.annual_reports.actions import obligations


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
