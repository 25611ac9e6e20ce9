from django.db import models

from core.workflow.machine import Machine, Transition


class ObjectionState(models.TextChoices):
    RAISED = "raised", "待审查"
    ADVISED = "advised", "待审定"
    UPHELD = "upheld", "异议成立，已更正"
    REJECTED = "rejected", "异议不成立"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "已终止"


class Advice(models.TextChoices):
    UPHOLD = "uphold", "异议成立，撤销或者更正"
    REJECT = "reject", "异议不成立"


S = ObjectionState
OPEN = (S.RAISED, S.ADVISED)
TONES = {
    S.RAISED: "info", S.ADVISED: "warning", S.UPHELD: "ok", S.REJECTED: "neutral", S.WITHDRAWN: "neutral",
    S.LAPSED: "neutral",
}  # fmt: skip
HANDLE, DECIDE, RAISE = "credit_removals.handle", "credit_removals.decide", "own_credit.answer"
MACHINE = Machine(
    states=ObjectionState,
    transitions=(
        Transition(
            "advise", (S.RAISED,), S.ADVISED, "拟审查意见", HANDLE, needs_comment=True, competent=True, tone="primary"
        ),
        Transition("send_back", (S.ADVISED,), S.RAISED, "退回重新审查", DECIDE, needs_comment=True, competent=True),
        Transition(
            "uphold", (S.ADVISED,), S.UPHELD, "决定异议成立", DECIDE, needs_comment=True, competent=True,
            not_by=("raise", "advise"), tone="primary",
        ),
        Transition(
            "reject", (S.ADVISED,), S.REJECTED, "决定异议不成立", DECIDE, needs_comment=True, competent=True,
            not_by=("raise", "advise"), tone="primary",
        ),
        Transition("withdraw", (S.RAISED,), S.WITHDRAWN, "撤回异议", RAISE, competent=True, tone="outline-danger"),
        Transition("lapse", OPEN, S.LAPSED, "终止", automatic=True),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {"raise": "提出"}
