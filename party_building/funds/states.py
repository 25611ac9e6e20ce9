from django.db import models

from core.workflow.machine import Machine, Transition

EDIT, PAY, ENTER = "party_funds.edit", "party_funds.pay", "own_party_funds.enter"


class SubjectKind(models.TextChoices):
    """For what a rule grants money. Stations and model sites are found by the portal, awards are entered by hand."""

    STATION = "station", "党建工作站"
    MODEL_SITE = "model_site", "示范点培育对象"
    ORGANIZATION = "organization", "社会组织"


class SpendingKind(models.TextChoices):
    EDUCATION = "education", "学习教育"
    TRAINING = "training", "培训"
    ACTIVITY = "activity", "组织活动"
    PREMISES = "premises", "阵地建设"
    BOOKS = "books", "书报资料"
    RELIEF = "relief", "走访慰问"
    OTHER = "other", "其他"


class GrantState(models.TextChoices):
    PREPARED = "prepared", "拟拨"
    PAID = "paid", "已拨付"
    CANCELLED = "cancelled", "已取消"
    REVERSED = "reversed", "已收回"


class SpendingState(models.TextChoices):
    ENTERED = "entered", "已登记"
    VOIDED = "voided", "已作废"


LIVE = (GrantState.PREPARED, GrantState.PAID)  # what keeps the same rule and subject from being granted again
TONES = {GrantState.PREPARED: "warning", GrantState.PAID: "ok", GrantState.REVERSED: "danger"}

# Whoever prepares a grant does not pay it.
GRANT_MACHINE = Machine(
    states=GrantState,
    transitions=(
        Transition(
            "pay", (GrantState.PREPARED,), GrantState.PAID, "拨付", PAY, competent=True, not_by=("prepare",)
        ),
        Transition(
            "cancel", (GrantState.PREPARED,), GrantState.CANCELLED, "取消拟拨", EDIT, needs_comment=True,
            competent=True, tone="outline-danger",
        ),
        Transition(
            "reverse", (GrantState.PAID,), GrantState.REVERSED, "收回", PAY, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
    ),
)  # fmt: skip

# By the organ above the unit or by its secretary: the action asks for the one right or the other.
SPENDING_MACHINE = Machine(
    states=SpendingState,
    transitions=(
        Transition(
            "void", (SpendingState.ENTERED,), SpendingState.VOIDED, "作废", needs_comment=True, competent=True,
            tone="outline-danger",
        ),
    ),
)  # fmt: skip
STEPS = {
    "prepare": "拟拨",
    "pay": "拨付",
    "cancel": "取消拟拨",
    "reverse": "收回",
    "enter": "登记支出",
    "void": "作废",
}
