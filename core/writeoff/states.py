from django.db import models

from core.workflow.machine import Machine, Transition


class RowState(models.TextChoices):
    OPEN = "open", "未销号"
    APPLIED = "applied", "待确认"
    CONFIRMED = "confirmed", "已销号"
    STRIKING = "striking", "核减待批准"
    STRUCK = "struck", "已核减"


UNDONE = (RowState.OPEN, RowState.APPLIED, RowState.STRIKING)
OVER = (RowState.CONFIRMED, RowState.STRUCK)
TONES = {
    RowState.OPEN: "warning",
    RowState.APPLIED: "info",
    RowState.CONFIRMED: "ok",
    RowState.STRIKING: "info",
    RowState.STRUCK: "neutral",
}

# Whose act a step is follows the state (WriteOffRow.competent_department_id): the responsible office applies, the
# second unit decides, the owner of the list opens again. `propose` and `recall` are the feed's: never more than an
# application, and never a closed row.
ROW_MACHINE = Machine(
    states=RowState,
    transitions=(
        Transition(
            "apply",
            (RowState.OPEN,),
            RowState.APPLIED,
            "申请销号",
            "writeoff.finish",
            needs_comment=True,
            competent=True,
            tone="primary",
        ),
        Transition("propose", (RowState.OPEN,), RowState.APPLIED, "核对后提请销号", automatic=True),
        Transition("recall", (RowState.APPLIED,), RowState.OPEN, "问题仍在，退回", automatic=True),
        Transition(
            "confirm",
            (RowState.APPLIED,),
            RowState.CONFIRMED,
            "确认销号",
            "writeoff.confirm",
            competent=True,
            not_by=("apply",),
            tone="primary",
        ),
        Transition(
            "send_back",
            (RowState.APPLIED,),
            RowState.OPEN,
            "退回",
            "writeoff.confirm",
            needs_comment=True,
            competent=True,
        ),
        Transition("reopen", OVER, RowState.OPEN, "重新打开", "writeoff.confirm", needs_comment=True, competent=True),
        Transition("recur", (RowState.CONFIRMED,), RowState.OPEN, "问题再次出现", automatic=True),
        Transition(
            "ask_strike", (RowState.OPEN,), RowState.STRIKING, "申请核减", "writeoff.finish", needs_comment=True
        ),
        Transition(
            "strike",
            (RowState.STRIKING,),
            RowState.STRUCK,
            "批准核减",
            "writeoff.strike",
            competent=True,
            not_by=("ask_strike",),
            tone="primary",
        ),
        Transition(
            "keep",
            (RowState.STRIKING,),
            RowState.OPEN,
            "不予核减",
            "writeoff.strike",
            needs_comment=True,
            competent=True,
            not_by=("ask_strike",),
        ),
    ),
)
STEP_WORDS = {step.name: step.label for step in ROW_MACHINE.transitions} | {"open": "列入", "attach": "补充佐证"}
