from django.db import models

from core.workflow.machine import Machine, Transition


class MfaResetState(models.TextChoices):
    REQUESTED = "requested", "待复核"
    DONE = "done", "已重置"
    REFUSED = "refused", "不予重置"


MFA_RESET_MACHINE = Machine(
    states=MfaResetState,
    transitions=(
        Transition(
            "approve",
            (MfaResetState.REQUESTED,),
            MfaResetState.DONE,
            "复核并重置",
            "accounts.approve_mfa_reset",
            not_by=("request",),
            tone="primary",
        ),
        Transition(
            "refuse",
            (MfaResetState.REQUESTED,),
            MfaResetState.REFUSED,
            "不予重置",
            "accounts.approve_mfa_reset",
            needs_comment=True,
        ),
    ),
)
