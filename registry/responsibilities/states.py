from django.db import models

from core.workflow.machine import Machine, Transition


class LedgerState(models.TextChoices):
    DRAFT = "draft", "起草"
    CONSULTING = "consulting", "征求意见"
    ARBITRATING = "arbitrating", "争议裁定"
    SIGNING = "signing", "待会签"
    SIGNED = "signed", "已签发"


LEDGER_MACHINE = Machine(
    states=LedgerState,
    transitions=(
        Transition(
            "consult",
            (LedgerState.DRAFT,),
            LedgerState.CONSULTING,
            "送部门征求意见",
            "ledgers.edit",
            competent=True,
            tone="primary",
        ),
        Transition(
            "arbitrate",
            (LedgerState.CONSULTING,),
            LedgerState.ARBITRATING,
            "结束征求意见，转裁定",
            "ledgers.edit",
            competent=True,
            tone="primary",
        ),
        Transition(
            "present",
            (LedgerState.CONSULTING, LedgerState.ARBITRATING),
            LedgerState.SIGNING,
            "送会签",
            "ledgers.edit",
            competent=True,
            tone="primary",
        ),
        Transition(
            "recall",
            (LedgerState.SIGNING,),
            LedgerState.ARBITRATING,
            "退回修改",
            "ledgers.sign",
            needs_comment=True,
        ),
        Transition(
            "issue", (LedgerState.SIGNING,), LedgerState.SIGNED, "签发", "ledgers.sign", competent=True, tone="primary"
        ),
    ),
)
LEDGER_WORDS = {step.name: step.label for step in LEDGER_MACHINE.transitions} | {
    "open": "建立台账",
    "approvals": "载入成立批复",
    "sign": "会签",
}


class RowState(models.TextChoices):
    UNASSIGNED = "unassigned", "待归口"
    PROPOSED = "proposed", "已拟定"
    CONSULTED = "consulted", "待部门确认"
    ACCEPTED = "accepted", "已接受"
    CONTESTED = "contested", "有异议"
    UNANSWERED = "unanswered", "未答复"
    DECIDED = "decided", "已裁定"


SETTLED = (RowState.ACCEPTED, RowState.DECIDED)
DISPUTED = (RowState.CONTESTED, RowState.UNANSWERED)
ROW_TONES = {
    RowState.UNASSIGNED: "warning",
    RowState.PROPOSED: "info",
    RowState.CONSULTED: "info",
    RowState.ACCEPTED: "ok",
    RowState.CONTESTED: "danger",
    RowState.UNANSWERED: "warning",
    RowState.DECIDED: "ok",
}

# Whose act a step is follows the state: a department answers while it is asked, else the ledger's office acts.
ROW_MACHINE = Machine(
    states=RowState,
    transitions=(
        Transition(
            "confirm",
            (RowState.UNASSIGNED, RowState.PROPOSED),
            RowState.PROPOSED,
            "确认归口",
            "ledgers.edit",
            competent=True,
            tone="primary",
        ),
        Transition("send", (RowState.PROPOSED,), RowState.CONSULTED, "送部门确认", "ledgers.edit", competent=True),
        Transition(
            "accept",
            (RowState.CONSULTED,),
            RowState.ACCEPTED,
            "接受",
            "ledgers.answer",
            competent=True,
            tone="primary",
        ),
        Transition(
            "contest",
            (RowState.CONSULTED,),
            RowState.CONTESTED,
            "提出异议",
            "ledgers.answer",
            needs_comment=True,
            competent=True,
        ),
        Transition("lapse", (RowState.CONSULTED,), RowState.UNANSWERED, "记为未答复", automatic=True),
        Transition(
            "decide", DISPUTED, RowState.DECIDED, "裁定", "ledgers.arbitrate", needs_comment=True, tone="primary"
        ),
    ),
)
ROW_WORDS = {step.name: step.label for step in ROW_MACHINE.transitions} | {"open": "列入台账"}


class Comparison(models.TextChoices):
    """What the approval document says beside the registered business supervisor."""

    MATCH = "match", "一致"
    DIFFERS = "differs", "不一致"
    FORMER = "former", "批复单位已撤并"
    MISSING = "missing", "缺批复信息"
    UNKNOWN = "unknown", "批复单位不识别"
    NONE = "none", "登记无业务主管单位"


COMPARISON_TONES = {
    Comparison.MATCH: "ok",
    Comparison.DIFFERS: "danger",
    Comparison.FORMER: "info",
    Comparison.MISSING: "warning",
    Comparison.UNKNOWN: "warning",
    Comparison.NONE: "neutral",
}
