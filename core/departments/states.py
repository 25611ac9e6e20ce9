from django.db import models

from core.workflow.machine import Machine, Transition


class SeatState(models.TextChoices):
    REQUESTED = "requested", "待核准"
    ACTIVE = "active", "在岗"
    REFUSED = "refused", "未核准"
    ENDED = "ended", "已离岗"


SEAT_MACHINE = Machine(
    states=SeatState,
    transitions=(
        Transition(
            "grant",
            (SeatState.REQUESTED,),
            SeatState.ACTIVE,
            "核准",
            "seats.grant",
            not_by=("request",),
            tone="primary",
        ),
        Transition("refuse", (SeatState.REQUESTED,), SeatState.REFUSED, "不予核准", "seats.grant", needs_comment=True),
        Transition(
            "end", (SeatState.ACTIVE, SeatState.REQUESTED), SeatState.ENDED, "离岗", "seats.end", needs_comment=True
        ),
        Transition("recall", (SeatState.ACTIVE, SeatState.REQUESTED), SeatState.ENDED, "收回代岗", "seats.substitute"),
    ),
)
