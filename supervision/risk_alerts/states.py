from django.db import models

from core.workflow.machine import Machine, Transition


class HandlingState(models.TextChoices):
    """What people did with it. A condition that is gone is not a state but a fact beside it (`resolved_on`)."""

    NEW = "new", "待研判"
    JUDGED = "judged", "已研判"
    DISMISSED = "dismissed", "已排除"


TONES = {HandlingState.NEW: "warning", HandlingState.JUDGED: "info", HandlingState.DISMISSED: "neutral"}
OPEN_STATES = (HandlingState.NEW, HandlingState.JUDGED)

MACHINE = Machine(
    states=HandlingState,
    transitions=(
        Transition(
            "judge",
            (HandlingState.NEW,),
            HandlingState.JUDGED,
            "研判",
            "risk_alerts.judge",
            needs_comment=True,
            tone="primary",
        ),
        Transition(
            "dismiss",
            OPEN_STATES,
            HandlingState.DISMISSED,
            "排除",
            "risk_alerts.dismiss",
            needs_comment=True,
            competent=True,
        ),
    ),
)
