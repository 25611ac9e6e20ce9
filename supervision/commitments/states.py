from django.db import models

from core.workflow.machine import Machine, Transition


class TextState(models.TextChoices):
    DRAFT = "draft", "草稿"
    ACTIVE = "active", "已启用"
    DISCARDED = "discarded", "已放弃"


class CommitmentState(models.TextChoices):
    SIGNED = "signed", "履行中"
    DOUBTED = "doubted", "违诺待确认"
    BREACHED = "breached", "已认定违诺"


T, C = TextState, CommitmentState
TEXT_TONES = {T.DRAFT: "neutral", T.ACTIVE: "ok", T.DISCARDED: "neutral"}
TONES = {C.SIGNED: "ok", C.DOUBTED: "warning", C.BREACHED: "danger"}
WRITE, PUT_IN_FORCE = "commitments.write", "commitments.approve"
TEXT_MACHINE = Machine(
    states=TextState,
    transitions=(
        Transition(
            "put_in_force",
            (T.DRAFT,),
            T.ACTIVE,
            "启用",
            PUT_IN_FORCE,
            competent=True,
            not_by=("draft",),
            tone="primary",
        ),
        Transition("discard", (T.DRAFT,), T.DISCARDED, "放弃", WRITE, competent=True, tone="outline-danger"),
    ),
)
MACHINE = Machine(
    states=CommitmentState,
    transitions=(
        Transition(
            "doubt", (C.SIGNED,), C.DOUBTED, "提出违诺认定", WRITE, needs_comment=True, competent=True
        ),
        Transition(
            "confirm_breach", (C.DOUBTED,), C.BREACHED, "认定违诺", PUT_IN_FORCE, competent=True, not_by=("doubt",),
            tone="primary",
        ),
        Transition(
            "clear", (C.DOUBTED,), C.SIGNED, "不认定违诺", PUT_IN_FORCE, needs_comment=True, competent=True,
            not_by=("doubt",),
        ),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in (*MACHINE.transitions, *TEXT_MACHINE.transitions)} | {
    "sign": "签署", "draft": "起草",
}  # fmt: skip
