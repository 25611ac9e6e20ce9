from django.db import models

from core.workflow.machine import Machine, Transition


class HandlingState(models.TextChoices):
    """What people did with it. A condition that is gone is not a state but a fact beside it (`resolved_on`)."""

    NEW = "new", "待研判"
    JUDGED = "judged", "已研判"
    ASSIGNED = "assigned", "已交办"
    DISMISSED = "dismissed", "已排除"


TONES = {
    HandlingState.NEW: "warning",
    HandlingState.JUDGED: "info",
    HandlingState.ASSIGNED: "info",
    HandlingState.DISMISSED: "neutral",
}
CONFIRMED = (HandlingState.JUDGED, HandlingState.ASSIGNED)  # somebody looked and said: it is so
OPEN_STATES = (HandlingState.NEW, *CONFIRMED)

MACHINE = Machine(
    states=HandlingState,
    transitions=(
        Transition(
            "judge", (HandlingState.NEW,), HandlingState.JUDGED, "研判", "risk_alerts.judge",
            needs_comment=True, tone="primary",
        ),
        Transition(
            "assign", CONFIRMED, HandlingState.ASSIGNED, "交办", "risk_alerts.assign", competent=True, tone="primary",
        ),
        Transition(
            "hand_back", (HandlingState.ASSIGNED,), HandlingState.JUDGED, "退回交办", "risk_alerts.comment",
            needs_comment=True,
        ),
        Transition(
            "dismiss", OPEN_STATES, HandlingState.DISMISSED, "排除", "risk_alerts.dismiss",
            needs_comment=True, competent=True,
        ),
    ),
)  # fmt: skip
