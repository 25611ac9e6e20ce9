from django.db import models

from core.workflow.machine import Machine, Transition


class CorrectionState(models.TextChoices):
    RECEIVED = "received", "待核实"
    CORRECTED = "corrected", "已更正"
    KEPT = "kept", "核实无误"


TONES = {CorrectionState.RECEIVED: "warning", CorrectionState.CORRECTED: "ok", CorrectionState.KEPT: "neutral"}

MACHINE = Machine(
    states=CorrectionState,
    transitions=(
        Transition(
            "correct",
            (CorrectionState.RECEIVED,),
            CorrectionState.CORRECTED,
            "已更正",
            "disclosures.settle",
            needs_comment=True,
            competent=True,
            tone="primary",
        ),
        Transition(
            "keep",
            (CorrectionState.RECEIVED,),
            CorrectionState.KEPT,
            "核实无误",
            "disclosures.settle",
            needs_comment=True,
            competent=True,
            tone="outline-secondary",
        ),
    ),
)
