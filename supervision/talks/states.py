from django.db import models

from core.workflow.machine import Machine, Transition


class TalkState(models.TextChoices):
    PLANNED = "planned", "待约谈"
    HELD = "held", "已约谈"
    CLOSED = "closed", "已办结"
    CANCELLED = "cancelled", "已取消"


S = TalkState
TONES = {S.PLANNED: "warning", S.HELD: "info", S.CLOSED: "ok", S.CANCELLED: "neutral"}
UNDONE = (S.PLANNED, S.HELD)
VIEW, RECORD, EXPORT = "talks.view", "talks.record", "talks.export"

MACHINE = Machine(
    states=TalkState,
    transitions=(
        Transition("hold", (S.PLANNED,), S.HELD, "记录约谈", RECORD, competent=True, tone="primary"),
        Transition("close", (S.HELD,), S.CLOSED, "办结", RECORD, needs_comment=True, competent=True),
        Transition(
            "cancel", (S.PLANNED,), S.CANCELLED, "取消", RECORD, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
        Transition("drop", (S.PLANNED,), S.CANCELLED, "通知书撤回或者作废", automatic=True),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {
    "plan": "安排约谈", "attach": "上传签字笔录",
}  # fmt: skip
