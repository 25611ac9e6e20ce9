from django.db import models

from core.workflow.machine import Machine, Transition

EDIT, SIGN_UP, OWN_SIGN_UP = "training.edit", "training.sign_up", "own_training.sign_up"


class ClassState(models.TextChoices):
    PLANNED = "planned", "报名中"
    HELD = "held", "已举办"
    CANCELLED = "cancelled", "已取消"


class SignUpState(models.TextChoices):
    SIGNED = "signed", "已报名"
    WAITING = "waiting", "候补"
    WITHDRAWN = "withdrawn", "已退出"
    ATTENDED = "attended", "已参加"
    ABSENT = "absent", "未参加"


CLASS_TONES = {ClassState.PLANNED: "info", ClassState.HELD: "ok", ClassState.CANCELLED: "neutral"}
SIGN_UP_TONES = {
    SignUpState.SIGNED: "info",
    SignUpState.WAITING: "warning",
    SignUpState.WITHDRAWN: "neutral",
    SignUpState.ATTENDED: "ok",
    SignUpState.ABSENT: "neutral",
}
LISTED = (SignUpState.SIGNED, SignUpState.ATTENDED, SignUpState.ABSENT)  # who takes one of the seats of the class

MACHINE = Machine(
    states=ClassState,
    transitions=(
        Transition(
            "hold", (ClassState.PLANNED,), ClassState.HELD, "登记到课情况", EDIT, competent=True, tone="primary"
        ),
        Transition(
            "cancel", (ClassState.PLANNED,), ClassState.CANCELLED, "取消培训班", EDIT, needs_comment=True,
            competent=True, tone="outline-danger",
        ),
    ),
)  # fmt: skip
STEPS = {"plan": "发布", "hold": "登记到课情况", "cancel": "取消"}
