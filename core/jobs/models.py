from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock
from core.jobs.states import OPEN, STATE_TONES, JobState


class JobQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Her own; all of them with jobs.view."""
        if actor.can("jobs.view"):
            return self.all()
        return self.filter(created_by_id=actor.user_id) if actor.is_signed_in else self.none()

    def open(self):
        return self.filter(state__in=OPEN)


class Job(models.Model):
    """One piece of work. `attempt` fences: whoever carries an older one may write nothing any more.

    Times here are the machine's own, not the portal's clock: a demo date must not age a heartbeat.
    """

    kind = models.CharField("类别", max_length=60)
    title = models.CharField("名称", max_length=120)
    state = models.CharField("状态", max_length=12, choices=JobState, default=JobState.QUEUED)
    params = models.JSONField("参数", default=dict)
    stage = models.CharField("阶段", max_length=60, blank=True)
    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    attempt = models.PositiveSmallIntegerField("第几次", default=1)
    is_cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField("提交时间", default=clock.real_now)
    woken_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField("开始时间", null=True)
    heartbeat_at = models.DateTimeField("最近响应", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)
    error = models.CharField("失败原因", max_length=300, blank=True)
    error_number = models.CharField("错误编号", max_length=12, blank=True)
    result = models.JSONField("结果", default=dict)
    unique_key = models.CharField(max_length=120, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="提交人"
    )
    seat_key = models.CharField("岗位", max_length=60, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "后台任务"
        indexes = [
            models.Index(fields=["created_by", "-id"], name="job_by_user"),
            models.Index(fields=["state"], condition=Q(state__in=OPEN), name="job_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="job_one_open_per_key",
                fields=["unique_key"],
                condition=Q(state__in=OPEN) & ~Q(unique_key=""),
                violation_error_message="同样的任务正在进行，请等它完成。",
            ),
            models.CheckConstraint(name="job_state_known", condition=Q(state__in=JobState.values)),
            models.CheckConstraint(
                name="job_finished_has_time",
                condition=Q(state__in=OPEN, finished_at=None) | (~Q(state__in=OPEN) & Q(finished_at__isnull=False)),
            ),
            models.CheckConstraint(name="job_failed_says_why", condition=~Q(state=JobState.FAILED) | ~Q(error="")),
            models.CheckConstraint(name="job_done_within_total", condition=Q(total=0) | Q(done__lte=F("total"))),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def state_tone(self) -> str:
        return STATE_TONES[self.state]

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded down; None while the total is unknown."""
        return self.done * 100 // self.total if self.total else None


class JobLine(models.Model):
    """One line of a job's log."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="lines")
    attempt = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField("时间", default=clock.real_now)
    text = models.CharField("内容", max_length=300)

    class Meta:
        verbose_name = "任务日志"
        ordering = ["pk"]


class JobFile(models.Model):
    """A file the job produced."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "任务结果文件"
        ordering = ["pk"]
