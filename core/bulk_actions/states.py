from django.db import models

from core.workflow.machine import Machine, Transition


class RunState(models.TextChoices):
    WAITING = "waiting", "待第二人确认"
    RUNNING = "running", "办理中"
    DONE = "done", "已办理"
    DECLINED = "declined", "未同意"
    WITHDRAWN = "withdrawn", "已撤回申请"
    UNDOING = "undoing", "撤销中"
    UNDONE = "undone", "已撤销"


class Outcome(models.TextChoices):
    PENDING = "", "待办理"
    SKIPPED = "skipped", "不适用"
    DONE = "done", "已办理"
    REFUSED = "refused", "未办理"
    UNDONE = "undone", "已撤销"
    KEPT = "kept", "未能撤销"


RUN_TONES = {
    RunState.WAITING: "warning",
    RunState.RUNNING: "info",
    RunState.DONE: "ok",
    RunState.DECLINED: "neutral",
    RunState.WITHDRAWN: "neutral",
    RunState.UNDOING: "info",
    RunState.UNDONE: "neutral",
}
OUTCOME_TONES = {
    Outcome.PENDING: "info",
    Outcome.SKIPPED: "neutral",
    Outcome.DONE: "ok",
    Outcome.REFUSED: "danger",
    Outcome.UNDONE: "neutral",
    Outcome.KEPT: "warning",
}
OPEN = (RunState.WAITING, RunState.RUNNING, RunState.UNDOING)

MACHINE = Machine(
    states=RunState,
    transitions=(
        Transition("confirm", (RunState.WAITING,), RunState.RUNNING, "确认办理", not_by=("request",), tone="primary"),
        Transition(
            "decline", (RunState.WAITING,), RunState.DECLINED, "不同意", needs_comment=True, not_by=("request",)
        ),
        Transition("withdraw", (RunState.WAITING,), RunState.WITHDRAWN, "撤回申请"),
        Transition("finish", (RunState.RUNNING,), RunState.DONE, "办理完毕"),
        Transition("undo", (RunState.DONE,), RunState.UNDOING, "撤销"),
        Transition("undone", (RunState.UNDOING,), RunState.UNDONE, "撤销完毕"),
    ),
)
