from django.db import models

from core.workflow.machine import Machine, Transition


class FollowUpKind(models.TextChoices):
    """A 工作通报 tells how the work stands; it is no 通报批评, which is a penalty."""

    CIRCULAR = "circular", "工作通报"
    SUPERVISION = "supervision", "督办函"
    TALK = "talk", "约谈"


LETTER_TITLES = {
    FollowUpKind.CIRCULAR: "工作通报",
    FollowUpKind.SUPERVISION: "督办函",
    FollowUpKind.TALK: "约谈通知书",
}


class FollowUpState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    CHECKING = "checking", "待核稿"
    SIGNING = "signing", "待签发"
    SIGNED = "signed", "已签发"
    SERVED = "served", "已送达"
    ANSWERED = "answered", "已回复"
    HELD = "held", "已约谈"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"


class Delivery(models.TextChoices):
    PORTAL = "portal", "本平台"
    OA = "oa", "公文交换"
    HAND = "hand", "直接送达"


S = FollowUpState
BEFORE_SIGNING = (S.DRAFT, S.CHECKING, S.SIGNING)
OUT = (S.SIGNED, S.SERVED, S.ANSWERED, S.HELD, S.CLOSED)  # signed: number and words stand
REACHED = (S.SERVED, S.ANSWERED, S.HELD, S.CLOSED)  # what the addressee sees
RUNNING = (*BEFORE_SIGNING, S.SIGNED, S.SERVED, S.ANSWERED, S.HELD)
TONES = {
    S.DRAFT: "neutral", S.CHECKING: "info", S.SIGNING: "info", S.SIGNED: "warning", S.SERVED: "warning",
    S.ANSWERED: "info", S.HELD: "info", S.CLOSED: "ok", S.WITHDRAWN: "neutral",
}  # fmt: skip
VIEW, DRAFTING, SIGN_OFF = "follow_ups.view", "follow_ups.prepare", "follow_ups.sign_letters"
REPLY, EXPORT = "follow_ups.reply", "follow_ups.export"

# All steps are the issuing organ's, only `reply` is the addressee's: its verb asks for that. Who drafted or handed in
# does not sign.
MACHINE = Machine(
    states=FollowUpState,
    transitions=(
        Transition("submit", (S.DRAFT,), S.CHECKING, "送核", DRAFTING, competent=True, tone="primary"),
        Transition("check", (S.CHECKING,), S.SIGNING, "核稿通过", DRAFTING, competent=True, tone="primary"),
        Transition(
            "send_back", (S.CHECKING, S.SIGNING), S.DRAFT, "退回修改", DRAFTING, needs_comment=True, competent=True
        ),
        Transition(
            "sign", (S.SIGNING,), S.SIGNED, "签发", SIGN_OFF, competent=True, not_by=("draft", "edit", "submit"),
            tone="primary",
        ),
        Transition("serve", (S.SIGNED,), S.SERVED, "送达", DRAFTING, competent=True, tone="primary"),
        Transition("reply", (S.SERVED,), S.ANSWERED, "回复", REPLY, tone="primary"),
        Transition("hold", (S.SERVED,), S.HELD, "记录约谈", DRAFTING, competent=True, tone="primary"),
        Transition(
            "ask_again", (S.ANSWERED,), S.SERVED, "要求补充回复", DRAFTING, needs_comment=True, competent=True
        ),
        Transition(
            "close", (S.SERVED, S.ANSWERED, S.HELD), S.CLOSED, "办结", DRAFTING, needs_comment=True, competent=True
        ),
        Transition(
            "withdraw", BEFORE_SIGNING, S.WITHDRAWN, "撤回", DRAFTING, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {"draft": "拟稿", "edit": "修改"}
