from django.db import models

from core.workflow.machine import Machine, Transition


class AgreementState(models.TextChoices):
    DRAFT = "draft", "草稿"
    SIGNED = "signed", "已签订"
    ENDED = "ended", "已终止"
    DISCARDED = "discarded", "已作废"


EDIT = "co_building.edit"
# Whether a signed one is in force, about to run out or has run out is said by its days, not by its state.
MACHINE = Machine(
    states=AgreementState,
    transitions=(
        Transition(
            "sign", (AgreementState.DRAFT,), AgreementState.SIGNED, "登记签订", EDIT, competent=True, tone="primary"
        ),
        Transition(
            "discard",
            (AgreementState.DRAFT,),
            AgreementState.DISCARDED,
            "作废",
            EDIT,
            competent=True,
            needs_comment=True,
            tone="outline-danger",
        ),
        Transition(
            "end",
            (AgreementState.SIGNED,),
            AgreementState.ENDED,
            "终止",
            EDIT,
            competent=True,
            needs_comment=True,
            tone="outline-danger",
        ),
    ),
)
