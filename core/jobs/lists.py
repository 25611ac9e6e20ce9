"""The list of jobs."""

import django_filters

from core import clock
from core.jobs.models import Job
from core.jobs.states import JobState
from core.listing import Column, Filters, ListPage, Sort


class JobFilters(Filters):
    state = django_filters.ChoiceFilter(choices=JobState.choices, label="状态")

    class Meta:
        model = Job
        fields: list = []


def elapsed(job: Job) -> str:
    """How long it has run, in words; "" before it began."""
    if not job.started_at:
        return ""
    seconds = int(((job.finished_at or clock.real_now()) - job.started_at).total_seconds())
    minutes, rest = divmod(max(seconds, 0), 60)
    return f"{minutes}分{rest}秒" if minutes else f"{rest}秒"


def _progress(job: Job) -> str:
    return f"{job.done:,} / {job.total:,}" if job.total else ""


class JobList(ListPage):
    url_name = "staff:jobs:list"
    title = "后台任务"
    lead = "导入、导出等耗时工作在后台执行，关闭网页不影响。"
    unit = "个"
    filters = JobFilters
    columns = (
        Column("title", "任务", kind="title", url="staff:jobs:detail"),
        Column("state", "状态", kind="badge", sub="error"),
        Column("progress", "进度", value=_progress),
        Column("created_by", "提交人", value="created_by.name", permission="jobs.view"),
        Column("created_at", "提交时间", kind="moment"),
        Column("elapsed", "用时", value=elapsed, phone=False),
    )
    sorts = (Sort("newest", "最近提交", ("-id",)),)
    empty_title = "还没有后台任务"
    empty_text = "导入名录或导出大量数据时，任务会出现在这里。"

    def queryset(self, actor):
        return Job.objects.visible_to(actor).select_related("created_by")
