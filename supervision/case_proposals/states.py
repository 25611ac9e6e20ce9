from django.db import models

from core.workflow.machine import Machine, Transition


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", "待决定"
    ACCEPTED = "accepted", "同意立案"
    REFUSED = "refused", "不予立案"
    WITHDRAWN = "withdrawn", "已撤回"


S = ProposalState
TONES = {S.PROPOSED: "warning", S.ACCEPTED: "danger", S.REFUSED: "neutral", S.WITHDRAWN: "neutral"}
PROPOSE, DECIDE = "case_proposals.propose", "case_proposals.decide"
MACHINE = Machine(
    states=ProposalState,
    transitions=(
        Transition(
            "accept", (S.PROPOSED,), S.ACCEPTED, "同意立案", DECIDE, needs_comment=True, competent=True,
            not_by=("propose",), tone="primary",
        ),
        Transition(
            "refuse", (S.PROPOSED,), S.REFUSED, "不予立案", DECIDE, needs_comment=True, competent=True,
            not_by=("propose",),
        ),
        Transition(
            "withdraw", (S.PROPOSED,), S.WITHDRAWN, "撤回", PROPOSE, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {"propose": "提出"}
