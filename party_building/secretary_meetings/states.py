from django.db import models

from core.workflow.machine import Machine, Transition

EDIT = "secretary_meetings.edit"


class MatterState(models.TextChoices):
    RAISED = "raised", "待交办"
    ASSIGNED = "assigned", "办理中"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"


OPEN_MATTERS = (MatterState.RAISED, MatterState.ASSIGNED, MatterState.ANSWERED)
TONES = {
    MatterState.RAISED: "warning",
    MatterState.ASSIGNED: "info",
    MatterState.ANSWERED: "info",
    MatterState.CLOSED: "ok",
}

# The organ that holds the meeting assigns, writes the answer down and closes; who raised it sees each step.
_ASSIGNED, _ANSWERED, _CLOSED = MatterState.ASSIGNED, MatterState.ANSWERED, MatterState.CLOSED
MATTER_MACHINE = Machine(
    states=MatterState,
    transitions=(
        Transition("assign", (MatterState.RAISED, _ASSIGNED), _ASSIGNED, "交办", EDIT, competent=True, tone="primary"),
        Transition("answer", (_ASSIGNED, _ANSWERED), _ANSWERED, "登记答复", EDIT, competent=True, tone="primary"),
        Transition("close", (_ANSWERED,), _CLOSED, "办结", EDIT, competent=True, tone="primary"),
        Transition("reopen", (_ANSWERED, _CLOSED), _ASSIGNED, "重新办理", EDIT, competent=True, needs_comment=True),
    ),
)
