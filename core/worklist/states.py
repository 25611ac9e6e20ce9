from django.db import models


class WorkState(models.TextChoices):
    OPEN = "open", "待办"
    CLAIMED = "claimed", "办理中"
    DONE = "done", "已办"
    CANCELLED = "cancelled", "已撤销"


OPEN_STATES = (WorkState.OPEN, WorkState.CLAIMED)
TONES = {WorkState.OPEN: "warning", WorkState.CLAIMED: "info", WorkState.DONE: "ok", WorkState.CANCELLED: "neutral"}
BY_HAND = "assigned"  # the first part of kinds that no verb of another capability closes
