from django.db import models

from core.workflow.machine import Machine, Transition


class CaseState(models.TextChoices):
    PROPOSED = "proposed", "待告知"
    NOTIFYING = "notifying", "告知书办理中"
    HEARING = "hearing", "陈述申辩期"
    PREPARED = "prepared", "待审定"
    DECIDED = "decided", "决定书办理中"
    LISTED = "listed", "已列入"
    NOT_LISTED = "not_listed", "不予列入"
    STOPPED = "stopped", "已终止"
    WITHDRAWN = "withdrawn", "已撤回"


class Outcome(models.TextChoices):
    LIST = "list", "列入"
    NOT = "not", "不予列入"


class StatementKind(models.TextChoices):
    STATEMENT = "statement", "陈述申辩"
    CERTIFICATE = "certificate", "业务主管单位或有关部门出具的责任证明"


class CertificateJudgment(models.TextChoices):
    ACCEPTED = "accepted", "采信：责任不在该组织"
    REFUSED = "refused", "不予采信"


class EntryState(models.TextChoices):
    LISTED = "listed", "在列"
    REMOVED = "removed", "已移出"
    REVOKED = "revoked", "列入有误，已撤销"


class EntryEnd(models.TextChoices):
    MENDED = "mended", "已履行义务或者改正"
    SPENT = "spent", "满规定月数"
    TERM = "term", "满规定年数"
    ENDED = "ended", "已办理注销登记"
    SERIOUS = "serious", "转入严重违法失信名单"
    MISTAKE = "mistake", "列入有误"


S = CaseState
BEFORE_NOTICE = (S.PROPOSED, S.NOTIFYING)
RUNNING = (S.PROPOSED, S.NOTIFYING, S.HEARING, S.PREPARED, S.DECIDED)
TOLD = (S.HEARING, S.PREPARED, S.DECIDED, S.LISTED, S.NOT_LISTED)  # what the organization was told of
DONE = (S.LISTED, S.NOT_LISTED, S.STOPPED, S.WITHDRAWN)
TONES = {
    S.PROPOSED: "info", S.NOTIFYING: "info", S.HEARING: "warning", S.PREPARED: "warning", S.DECIDED: "warning",
    S.LISTED: "danger", S.NOT_LISTED: "ok", S.STOPPED: "ok", S.WITHDRAWN: "neutral",
}  # fmt: skip
ENTRY_TONES = {EntryState.LISTED: "danger", EntryState.REMOVED: "ok", EntryState.REVOKED: "neutral"}
VIEW, PROPOSE, DECIDE = "credit_listings.view", "credit_listings.propose", "credit_listings.decide"
STATE_OWN = "own_credit.answer"

# One person proposes, gives notice and prepares; another decides. Every rung looks again whether the fact is there.
MACHINE = Machine(
    states=CaseState,
    transitions=(
        Transition("notify", (S.PROPOSED,), S.NOTIFYING, "拟制告知书", PROPOSE, competent=True, tone="primary"),
        Transition("notice_dropped", (S.NOTIFYING,), S.PROPOSED, "告知书已撤回", automatic=True),
        Transition("hear", (S.NOTIFYING,), S.HEARING, "告知书送达", automatic=True),
        Transition("prepare", (S.HEARING,), S.PREPARED, "拟处理意见", PROPOSE, competent=True, tone="primary"),
        Transition("send_back", (S.PREPARED,), S.HEARING, "退回重拟", DECIDE, needs_comment=True, competent=True),
        Transition(
            "decide", (S.PREPARED,), S.DECIDED, "决定列入", DECIDE, needs_comment=True, competent=True,
            not_by=("propose", "prepare"), tone="danger",
        ),
        Transition(
            "decide_not", (S.PREPARED,), S.NOT_LISTED, "决定不予列入", DECIDE, needs_comment=True, competent=True,
            not_by=("propose", "prepare"), tone="primary",
        ),
        Transition("decision_dropped", (S.DECIDED,), S.PREPARED, "决定书已撤回", automatic=True),
        Transition("enter", (S.DECIDED,), S.LISTED, "决定书签发，列入", automatic=True),
        Transition("stop", RUNNING, S.STOPPED, "情形已消除，终止", automatic=True),
        Transition(
            "withdraw", (S.PROPOSED, S.NOTIFYING, S.HEARING, S.PREPARED), S.WITHDRAWN, "撤回", PROPOSE,
            needs_comment=True, competent=True, tone="outline-danger",
        ),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {
    "propose": "提出", "state": "收到陈述申辩材料", "judge": "审查责任证明",
}  # fmt: skip
ENTRY_STEPS = {
    "enter": "列入",
    "reset": "再次发生列入情形，重新起算",
    "remove": "移出",
    "revoke": "撤销列入",
    "take_over": "补录",
}
