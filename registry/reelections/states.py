from django.db import models

from core.workflow.machine import Machine, Transition


class ReelectionKind(models.TextChoices):
    TERM = "term", "换届"
    MIDTERM = "midterm", "届中调整"
    EXTENSION = "extension", "延期换届"


class ReelectionState(models.TextChoices):
    DRAFT = "draft", "筹备中"
    RETURNED = "returned", "退回补正"
    OPINIONS = "opinions", "征求意见中"
    REVIEW = "review", "待审核"
    CONFIRMING = "confirming", "待复核"
    CLEARED = "cleared", "审核通过待开会"
    NOTIFIED = "notified", "已发会议通知"
    HELD = "held", "结果待登记"
    ENTERED = "entered", "待办变更备案"
    DONE = "done", "已办结"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


class Meeting(models.TextChoices):
    MEMBERS = "members", "会员大会"
    DELEGATES = "delegates", "会员代表大会"
    COUNCIL = "council", "理事会"


class Side(models.TextChoices):
    """Who looks at the candidates; the authority's word is the one that counts."""

    DEPARTMENT = "department", "业务主管单位（行业管理部门）"
    PARTY = "party", "党建工作机构"
    AUTHORITY = "authority", "登记管理机关"


class OpinionState(models.TextChoices):
    WAITING = "waiting", "待反馈"
    GIVEN = "given", "已反馈"
    SKIPPED = "skipped", "已跳过"


class Result(models.TextChoices):
    """All that the association is ever told of a review."""

    PASS = "pass", "通过"  # noqa: S105  a verdict, no secret
    SUPPLEMENT = "supplement", "需补充"
    REJECT = "reject", "不予通过"


RESULT_TONES = {Result.PASS: "ok", Result.SUPPLEMENT: "warning", Result.REJECT: "danger"}
GRAVITY = (Result.PASS, Result.SUPPLEMENT, Result.REJECT)  # the gravest of the candidates is that of the list

S = ReelectionState
WRITING = (S.DRAFT, S.RETURNED)
UNDER_REVIEW = (S.OPINIONS, S.REVIEW, S.CONFIRMING)
RUNNING = (*WRITING, *UNDER_REVIEW, S.CLEARED, S.NOTIFIED, S.HELD, S.ENTERED)
BEFORE_THE_MEETING = (*WRITING, *UNDER_REVIEW, S.CLEARED, S.NOTIFIED)
CLEARED_STATES = (S.CLEARED, S.NOTIFIED, S.HELD, S.ENTERED, S.DONE)  # the candidates passed (of an extension: done)
WAITS_FOR_ORGANIZATION = (*WRITING, S.CLEARED, S.NOTIFIED)
WAITS_FOR_AUTHORITY = (S.REVIEW, S.CONFIRMING, S.HELD, S.ENTERED)
TONES = {
    S.DRAFT: "neutral", S.RETURNED: "danger", S.OPINIONS: "info", S.REVIEW: "warning", S.CONFIRMING: "warning",
    S.CLEARED: "info", S.NOTIFIED: "info", S.HELD: "warning", S.ENTERED: "warning", S.DONE: "ok",
    S.REFUSED: "danger", S.WITHDRAWN: "neutral",
}  # fmt: skip
VIEW, REVIEW, CONFIRM, OPINE = "reelections.view", "reelections.review", "reelections.confirm", "reelections.opine"
EXPORT = "reelections.export"
OWN_VIEW, OWN_FILE = "own_reelections.view", "own_reelections.file"

# Steps without a permission are the association's and, from paper at the counter, its authority's: the verbs ask.
MACHINE = Machine(
    states=ReelectionState,
    transitions=(
        Transition("submit", WRITING, S.OPINIONS, "报送", competent=True, tone="primary"),
        Transition("opinions_in", (S.OPINIONS,), S.REVIEW, "意见齐备", automatic=True),
        Transition(
            "send_back", UNDER_REVIEW, S.RETURNED, "退回补正", REVIEW, needs_comment=True, competent=True
        ),
        Transition("review", (S.REVIEW,), S.CONFIRMING, "审核", REVIEW, competent=True, tone="primary"),
        Transition(
            "confirm", (S.CONFIRMING,), S.CLEARED, "复核通过", CONFIRM, competent=True, not_by=("review",),
            tone="primary",
        ),
        Transition(
            "approve", (S.CONFIRMING,), S.DONE, "批准延期", CONFIRM, competent=True, not_by=("review",),
            tone="primary",
        ),
        Transition(
            "refuse", (S.CONFIRMING,), S.REFUSED, "不予批准", CONFIRM, needs_comment=True, competent=True,
            not_by=("review",), tone="outline-danger",
        ),
        Transition("notify", (S.CLEARED,), S.NOTIFIED, "登记会议通知", competent=True, tone="primary"),
        Transition("hold", (S.NOTIFIED,), S.HELD, "报会议结果", competent=True, tone="primary"),
        Transition(
            "return_result", (S.HELD,), S.NOTIFIED, "退回会议结果", REVIEW, needs_comment=True, competent=True
        ),
        Transition("enter", (S.HELD,), S.ENTERED, "登记换届结果", REVIEW, competent=True, tone="primary"),
        Transition("finish", (S.ENTERED,), S.DONE, "备案办结", REVIEW, competent=True, tone="primary"),
        Transition(
            "withdraw", BEFORE_THE_MEETING, S.WITHDRAWN, "撤回", needs_comment=True, competent=True,
            tone="outline-danger",
        ),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {
    "open": "开始办理", "skip_opinion": "跳过征求意见", "skip_audit": "免予审计", "opine": "反馈意见",
    "record_audit": "登记审计",
}  # fmt: skip
