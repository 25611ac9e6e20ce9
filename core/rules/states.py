from django.db import models

from core.workflow.machine import Machine, Transition


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", "待批准"
    ACTIVATED = "activated", "已批准"
    REFUSED = "refused", "不予启用"
    WITHDRAWN = "withdrawn", "已撤回"


TONES = {
    ProposalState.PROPOSED: "warning",
    ProposalState.ACTIVATED: "ok",
    ProposalState.REFUSED: "danger",
    ProposalState.WITHDRAWN: "neutral",
}
STEP_WORDS = {"propose": "提出", "revise": "修改", "try": "试算"}

_BY_ANOTHER = ("propose", "revise")

MACHINE = Machine(
    states=ProposalState,
    transitions=(
        Transition(
            "activate", (ProposalState.PROPOSED,), ProposalState.ACTIVATED, "批准启用", "rules.activate",
            competent=True, not_by=_BY_ANOTHER, tone="primary",
        ),
        Transition(
            "refuse", (ProposalState.PROPOSED,), ProposalState.REFUSED, "不予启用", "rules.activate",
            needs_comment=True, competent=True, not_by=_BY_ANOTHER, tone="outline-danger",
        ),
        Transition(
            "withdraw", (ProposalState.PROPOSED,), ProposalState.WITHDRAWN, "撤回", "rules.propose", competent=True,
        ),
    ),
)  # fmt: skip
