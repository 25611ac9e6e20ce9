from django.db import models


class SyncState(models.TextChoices):
    DONE = "done", "已同步"
    DUE = "due", "未同步"
    UNKNOWN = "unknown", "无记录"
    NOT_DUE = "not_due", "不适用"
    NOT_OPEN = "not_open", "未启用"


TONES = {
    SyncState.DONE: "ok",
    SyncState.DUE: "warning",
    SyncState.UNKNOWN: "info",
    SyncState.NOT_DUE: "neutral",
    SyncState.NOT_OPEN: "neutral",
}
