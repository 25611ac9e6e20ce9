from django.db import models

from core.workflow.machine import Machine, Transition


class LetterState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    CHECKING = "checking", "待核稿"
    COUNTERSIGNING = "countersigning", "会签中"
    SIGNING = "signing", "待签发"
    SIGNED = "signed", "已签发"
    SEALED = "sealed", "已用印"
    SERVED = "served", "已送达"
    ANSWERED = "answered", "已回复"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"
    VOIDED = "voided", "已作废"


class Way(models.TextChoices):
    """送达方式."""

    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    POST = "post", "邮寄送达（挂号）"
    ELECTRONIC = "electronic", "电子送达（本平台）"
    EXCHANGE = "exchange", "公文交换"
    FORWARD = "forward", "转交送达"
    NOTICE = "notice", "公告送达"


class DeliveryOutcome(models.TextChoices):
    PENDING = "pending", "在途"
    SERVED = "served", "已送达"
    RETURNED = "returned", "被退回"
    FAILED = "failed", "未能送达"
    CANCELLED = "cancelled", "已取消"


class Opinion(models.TextChoices):
    """What an office that was asked says; to countersign, or to a 征询意见函."""

    AGREE = "agree", "同意"
    OBJECT = "object", "不同意"
    REMARKS = "remarks", "提出意见"


class Addressees(models.TextChoices):
    ORGANIZATION = "organization", "社会组织"
    DEPARTMENT = "department", "单位"
    EITHER = "either", "社会组织或单位"


class Outcome(models.TextChoices):
    """How a letter ended."""

    DONE = "done", "已按要求办理"
    ANSWERED = "answered", "已回复，无需再办"
    SILENT = "silent", "逾期未复，已记录"
    NOT_NEEDED = "not_needed", "情况已变化，无需再办"
    NOTED = "noted", "已送达，无需回复"


class TemplateState(models.TextChoices):
    DRAFT = "draft", "草稿"
    PROPOSED = "proposed", "待启用"
    ACTIVE = "active", "已启用"
    DISCARDED = "discarded", "已放弃"


S, T = LetterState, TemplateState
BEFORE_SIGNING = (S.DRAFT, S.CHECKING, S.COUNTERSIGNING, S.SIGNING)
ON_THE_WAY = (S.SIGNED, S.SEALED)
REACHED = (S.SERVED, S.ANSWERED, S.CLOSED)  # what the addressee sees
OUT = (*ON_THE_WAY, *REACHED, S.VOIDED)  # signed: number and words stand
RUNNING = (*BEFORE_SIGNING, *ON_THE_WAY, S.SERVED, S.ANSWERED)
AT_ONCE = (Way.DIRECT, Way.LEFT, Way.EXCHANGE, Way.FORWARD)  # recorded when it has happened
UNDELIVERED = (DeliveryOutcome.RETURNED, DeliveryOutcome.FAILED)
TONES = {
    S.DRAFT: "neutral", S.CHECKING: "info", S.COUNTERSIGNING: "info", S.SIGNING: "info", S.SIGNED: "warning",
    S.SEALED: "warning", S.SERVED: "warning", S.ANSWERED: "info", S.CLOSED: "ok", S.WITHDRAWN: "neutral",
    S.VOIDED: "neutral",
}  # fmt: skip
DELIVERY_TONES = {
    DeliveryOutcome.PENDING: "info", DeliveryOutcome.SERVED: "ok", DeliveryOutcome.RETURNED: "warning",
    DeliveryOutcome.FAILED: "warning", DeliveryOutcome.CANCELLED: "neutral",
}  # fmt: skip
TEMPLATE_TONES = {T.DRAFT: "neutral", T.PROPOSED: "info", T.ACTIVE: "ok", T.DISCARDED: "neutral"}
VIEW, DRAFTING, SIGN_OFF = "letters.view", "letters.prepare", "letters.sign_letters"
REPLY, EXPORT, COUNTERSIGN = "letters.reply", "letters.export", "letters.countersign"
EDIT_TEMPLATES, PASS_TEMPLATES = "letters.edit_templates", "letters.pass_templates"
OWN_VIEW, OWN_REPLY = "own_letters.view", "own_letters.reply"
WROTE = ("draft", "edit", "submit")  # who did one of these neither checks nor signs

# All steps are the issuing office's; `confirm` and `reply` are the addressee's and an office asked countersigns: those
# verbs ask for that themselves.
MACHINE = Machine(
    states=LetterState,
    transitions=(
        Transition("submit", (S.DRAFT,), S.CHECKING, "送核", DRAFTING, competent=True, tone="primary"),
        Transition(
            "check", (S.CHECKING,), S.SIGNING, "核稿通过", DRAFTING, competent=True, not_by=WROTE, tone="primary"
        ),
        Transition(
            "ask_others", (S.CHECKING,), S.COUNTERSIGNING, "核稿通过并送会签", DRAFTING, competent=True, not_by=WROTE
        ),
        Transition("all_agreed", (S.COUNTERSIGNING,), S.SIGNING, "会签完成", automatic=True),
        Transition(
            "go_on", (S.COUNTERSIGNING,), S.SIGNING, "结束会签", SIGN_OFF, needs_comment=True, competent=True
        ),
        Transition(
            "send_back", (S.CHECKING, S.COUNTERSIGNING, S.SIGNING), S.DRAFT, "退回修改", DRAFTING,
            needs_comment=True, competent=True,
        ),
        Transition("sign", (S.SIGNING,), S.SIGNED, "签发", SIGN_OFF, competent=True, not_by=WROTE, tone="primary"),
        Transition("seal", (S.SIGNED,), S.SEALED, "用印", DRAFTING, competent=True, tone="primary"),
        Transition("serve", (S.SEALED,), S.SERVED, "送达", DRAFTING, competent=True, tone="primary"),
        Transition("confirm", (S.SEALED,), S.SERVED, "签收", OWN_VIEW),
        Transition("notice_over", (S.SEALED,), S.SERVED, "公告期满", automatic=True),
        Transition("reply", (S.SERVED,), S.ANSWERED, "回复", tone="primary"),
        Transition(
            "ask_again", (S.ANSWERED,), S.SERVED, "要求补充回复", DRAFTING, needs_comment=True, competent=True
        ),
        Transition(
            "close", (S.SERVED, S.ANSWERED), S.CLOSED, "办结", DRAFTING, needs_comment=True, competent=True
        ),
        Transition(
            "withdraw", BEFORE_SIGNING, S.WITHDRAWN, "撤回", DRAFTING, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
        Transition(
            "void", ON_THE_WAY, S.VOIDED, "作废", SIGN_OFF, needs_comment=True, competent=True, tone="outline-danger"
        ),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {
    "draft": "拟稿", "edit": "修改", "ask_others": "核稿通过，送会签", "countersign": "会签", "send": "交寄或发出",
    "not_delivered": "登记未送达", "publish": "公告送达",
}  # fmt: skip

TEMPLATE_MACHINE = Machine(
    states=TemplateState,
    transitions=(
        Transition("propose", (T.DRAFT,), T.PROPOSED, "提交启用", EDIT_TEMPLATES, competent=True, tone="primary"),
        Transition(
            "send_back", (T.PROPOSED,), T.DRAFT, "退回修改", PASS_TEMPLATES, needs_comment=True, competent=True
        ),
        Transition(
            "put_in_force", (T.PROPOSED,), T.ACTIVE, "启用", PASS_TEMPLATES, competent=True,
            not_by=("draft", "edit", "propose"), tone="primary",
        ),
        Transition(
            "discard", (T.DRAFT, T.PROPOSED), T.DISCARDED, "放弃", EDIT_TEMPLATES, competent=True,
            tone="outline-danger",
        ),
    ),
)  # fmt: skip
TEMPLATE_STEPS = {step.name: step.label for step in TEMPLATE_MACHINE.transitions} | {"draft": "起草", "edit": "修改"}
