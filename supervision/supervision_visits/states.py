from django.db import models

from core.workflow.machine import Machine, Transition

VIEW, EDIT, EXPORT = "supervision_visits.view", "supervision_visits.edit", "supervision_visits.export"
LEAST_MEMBERS = 2  # of every visit: nobody goes alone


class VisitKind(models.TextChoices):
    SUPERVISION = "supervision", "督导"
    GUIDANCE = "guidance", "指导走访"


class VisitState(models.TextChoices):
    PLANNED = "planned", "已计划"
    HELD = "held", "已开展"
    CLOSED = "closed", "已办结"
    CANCELLED = "cancelled", "已取消"


class Outcome(models.TextChoices):
    NONE = "none", "未发现问题"
    PROBLEMS = "problems", "发现问题"
    ABSENT = "absent", "未能走访"


S = VisitState
TONES = {S.PLANNED: "info", S.HELD: "warning", S.CLOSED: "ok", S.CANCELLED: "neutral"}
OUTCOME_TONES = {Outcome.NONE: "ok", Outcome.PROBLEMS: "warning", Outcome.ABSENT: "neutral"}
DONE = (S.HELD, S.CLOSED)  # what counts as a visit

MACHINE = Machine(
    states=VisitState,
    transitions=(
        Transition("hold", (S.PLANNED,), S.HELD, "登记开展", EDIT, competent=True, tone="primary"),
        Transition("close", (S.HELD,), S.CLOSED, "办结", EDIT, needs_comment=True, competent=True),
        Transition("cancel", (S.PLANNED,), S.CANCELLED, "取消", EDIT, needs_comment=True, competent=True),
    ),
)
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {
    "plan": "制定计划", "record": "登记情况", "problem": "登记问题", "hand_over": "问题转任务",
}  # fmt: skip
