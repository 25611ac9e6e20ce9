from django.db import models

from core.workflow.machine import Machine, Transition


class Track(models.TextChoices):
    CREDIT = "credit", "信用"
    PENALTY = "penalty", "处罚"


class PauseState(models.TextChoices):
    PROPOSED = "proposed", "待审定"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "不予暂缓"
    ENDED = "ended", "已提前结束"


S = PauseState
TONES = {S.PROPOSED: "info", S.APPROVED: "warning", S.REFUSED: "neutral", S.ENDED: "neutral"}
PROPOSE, DECIDE = "ladders.propose_pause", "ladders.pause"
MACHINE = Machine(
    states=PauseState,
    transitions=(
        Transition(
            "approve", (S.PROPOSED,), S.APPROVED, "批准暂缓", DECIDE, needs_comment=True, competent=True,
            not_by=("propose",), tone="primary",
        ),
        Transition(
            "refuse", (S.PROPOSED,), S.REFUSED, "不予暂缓", DECIDE, needs_comment=True, competent=True,
            not_by=("propose",),
        ),
        Transition("end", (S.APPROVED,), S.ENDED, "提前结束", DECIDE, needs_comment=True, competent=True),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {"propose": "提出"}
