from django.db import models

from core.workflow.machine import Machine, Transition


class RecordKind(models.TextChoices):
    PENALTY = "penalty", "行政处罚"
    LISTING = "listing", "列入名录"
    RESET = "reset", "列入期间再次发生列入情形"
    REMOVAL = "removal", "移出名录"
    PRAISE = "praise", "表彰奖励"
    BREACH = "breach", "违反信用承诺"


class RecordState(models.TextChoices):
    FORMED = "formed", "待归集"
    ENTERED = "entered", "已归集"
    WITHDRAWN = "withdrawn", "已撤回"


S = RecordState
TONES = {S.FORMED: "warning", S.ENTERED: "ok", S.WITHDRAWN: "neutral"}
ENTER = "credit_records.enter"
MACHINE = Machine(
    states=RecordState,
    transitions=(
        Transition("enter", (S.FORMED,), S.ENTERED, "归集", ENTER, competent=True, tone="primary"),
        Transition("withdraw", (S.FORMED, S.ENTERED), S.WITHDRAWN, "撤回", automatic=True),
    ),
)
STEP_WORDS = {"form": "形成", "enter": "归集", "withdraw": "撤回"}
