from django.db import models

from core.workflow.machine import Machine, Transition


class HandoverState(models.TextChoices):
    ANNOUNCED = "announced", "待安排"
    ARRANGED = "arranged", "已安排"
    CANCELLED = "cancelled", "已取消"


# Inside the organization: the holder says that she leaves, the legal representative says who follows.
HANDOVER_MACHINE = Machine(
    states=HandoverState,
    transitions=(
        Transition(
            "arrange",
            (HandoverState.ANNOUNCED,),
            HandoverState.ARRANGED,
            "安排交接",
            "own_accounts.manage",
            competent=True,
            tone="primary",
        ),
        Transition(
            "cancel",
            (HandoverState.ANNOUNCED,),
            HandoverState.CANCELLED,
            "取消",
            "own_accounts.leave",
            competent=True,
        ),
    ),
)


class ChangeState(models.TextChoices):
    REQUESTED = "requested", "待复核"
    APPROVED = "approved", "已交接"
    REFUSED = "refused", "不予办理"


# The legal representative cannot be reached: one officer of the authority files the documents, another one decides.
CHANGE_MACHINE = Machine(
    states=ChangeState,
    transitions=(
        Transition(
            "approve",
            (ChangeState.REQUESTED,),
            ChangeState.APPROVED,
            "复核通过",
            "handovers.approve",
            competent=True,
            not_by=("request",),
            tone="primary",
        ),
        Transition(
            "refuse",
            (ChangeState.REQUESTED,),
            ChangeState.REFUSED,
            "不予办理",
            "handovers.approve",
            needs_comment=True,
            competent=True,
            not_by=("request",),
            tone="outline-danger",
        ),
    ),
)
