from django.db import models

from core.workflow.machine import Machine, Transition


class PenaltyKind(models.TextChoices):
    """行政处罚法 art. 9 in the words of the regulations. 责令改正 (an order) and 工作通报 (a report) are none."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATION = "confiscation", "没收违法所得、没收非法财物"
    SUSPENSION = "suspension", "限期停止活动"
    REPLACEMENT = "replacement", "责令撤换直接负责的主管人员"
    REVOCATION = "revocation", "撤销登记"
    CERTIFICATE = "certificate", "吊销登记证书"
    OTHER = "other", "其他行政处罚"


WITH_AMOUNT = (PenaltyKind.FINE, PenaltyKind.CONFISCATION)
ENDING = (PenaltyKind.REVOCATION, PenaltyKind.CERTIFICATE)


class PenaltyState(models.TextChoices):
    ENTERED = "entered", "待复核"
    RETURNED = "returned", "退回修改"
    CONFIRMED = "confirmed", "已确认"
    WITHDRAWING = "withdrawing", "待确认撤销"
    WITHDRAWN = "withdrawn", "已撤销"
    REPLACED = "replaced", "已更正"
    DISCARDED = "discarded", "已作废"


class WithdrawalGround(models.TextChoices):
    RECONSIDERATION = "reconsideration", "行政复议决定"
    JUDGMENT = "judgment", "法院判决"
    AUTHORITY = "authority", "原处罚机关自行撤销"


S = PenaltyState
OPEN = (S.ENTERED, S.RETURNED)
STANDING = (S.CONFIRMED, S.WITHDRAWING)
SHOWN = (*STANDING, S.WITHDRAWN)  # what the organization itself reads
TONES = {
    S.ENTERED: "info", S.RETURNED: "warning", S.CONFIRMED: "danger", S.WITHDRAWING: "warning", S.WITHDRAWN: "neutral",
    S.REPLACED: "neutral", S.DISCARDED: "neutral",
}  # fmt: skip
ENTER, CONFIRM = "penalties.enter", "penalties.confirm"

# One person enters from the decision, another compares with it and confirms; the same for taking it back.
MACHINE = Machine(
    states=PenaltyState,
    transitions=(
        Transition(
            "confirm", (S.ENTERED,), S.CONFIRMED, "复核确认", CONFIRM, competent=True, not_by=("enter", "resubmit"),
            tone="primary",
        ),
        Transition("send_back", (S.ENTERED,), S.RETURNED, "退回修改", CONFIRM, needs_comment=True, competent=True),
        Transition("resubmit", (S.ENTERED, S.RETURNED), S.ENTERED, "修改", ENTER, competent=True),
        Transition(
            "discard", OPEN, S.DISCARDED, "作废", ENTER, needs_comment=True, competent=True, tone="outline-danger"
        ),
        Transition("ask_withdrawal", (S.CONFIRMED,), S.WITHDRAWING, "登记处罚被撤销", ENTER, competent=True),
        Transition(
            "confirm_withdrawal", (S.WITHDRAWING,), S.WITHDRAWN, "确认撤销", CONFIRM, competent=True,
            not_by=("ask_withdrawal",), tone="primary",
        ),
        Transition(
            "refuse_withdrawal", (S.WITHDRAWING,), S.CONFIRMED, "不予撤销", CONFIRM, needs_comment=True,
            competent=True, not_by=("ask_withdrawal",),
        ),
        Transition("replace", (S.CONFIRMED,), S.REPLACED, "以更正后的记录代替", automatic=True),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {"enter": "录入"}
