from django.db import models


class JobState(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"
    CANCELLED = "cancelled", "已取消"


OPEN = (JobState.QUEUED, JobState.RUNNING)
STATE_TONES = {
    JobState.QUEUED: "neutral",
    JobState.RUNNING: "info",
    JobState.DONE: "ok",
    JobState.FAILED: "danger",
    JobState.CANCELLED: "neutral",
}
