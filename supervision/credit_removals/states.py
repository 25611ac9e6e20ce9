from django.db import models

from core.workflow.machine import Machine, Transition


class RemovalState(models.TextChoices):
    APPLIED = "applied", "待核实"
    VERIFIED = "verified", "核实通过，待移出"
    DOUBTED = "doubted", "核实未通过，待审定"
    REMOVED = "removed", "已移出"
    REFUSED = "refused", "不予移出"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "已终止"


S = RemovalState
OPEN = (S.APPLIED, S.VERIFIED, S.DOUBTED)
TONES = {
    S.APPLIED: "info", S.VERIFIED: "warning", S.DOUBTED: "warning", S.REMOVED: "ok", S.REFUSED: "danger",
    S.WITHDRAWN: "neutral", S.LAPSED: "neutral",
}  # fmt: skip
VIEW, HANDLE, DECIDE, APPLY = (
    "credit_listings.view",
    "credit_removals.handle",
    "credit_removals.decide",
    "own_credit.answer",
)
MACHINE = Machine(
    states=RemovalState,
    transitions=(
        Transition(
            "verify", (S.APPLIED,), S.VERIFIED, "核实通过", HANDLE, needs_comment=True, competent=True, tone="primary"
        ),
        Transition("verify_not", (S.APPLIED,), S.DOUBTED, "核实未通过", HANDLE, needs_comment=True, competent=True),
        Transition(
            "send_back", (S.VERIFIED, S.DOUBTED), S.APPLIED, "退回重新核实", DECIDE, needs_comment=True, competent=True
        ),
        Transition(
            "remove", (S.VERIFIED,), S.REMOVED, "决定移出", DECIDE, competent=True, not_by=("apply", "verify"),
            tone="primary",
        ),
        Transition(
            "refuse", (S.DOUBTED,), S.REFUSED, "决定不予移出", DECIDE, needs_comment=True, competent=True,
            not_by=("verify_not",),
        ),
        Transition("withdraw", (S.APPLIED,), S.WITHDRAWN, "撤回申请", APPLY, competent=True, tone="outline-danger"),
        Transition("lapse", OPEN, S.LAPSED, "终止", automatic=True),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {"apply": "提出"}
