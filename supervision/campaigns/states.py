from django.db import models

from core.workflow.machine import Machine, Transition


class CampaignState(models.TextChoices):
    DRAFT = "draft", "拟定"
    FREEZING = "freezing", "待核定名单"
    RUNNING = "running", "进行中"
    CLOSING = "closing", "待归档"
    ARCHIVED = "archived", "已归档"
    WITHDRAWN = "withdrawn", "已撤回"


class TargetState(models.TextChoices):
    OPEN = "open", "待办理"
    RECTIFYING = "rectifying", "整改中"
    PROPOSED = "proposed", "待确认销号"
    DONE = "done", "已销号"
    STRUCK = "struck", "已核减"


class CheckState(models.TextChoices):
    """Of a self-check."""

    FILLING = "filling", "填写中"
    SUBMITTED = "submitted", "已提交"
    RETURNED = "returned", "退回补充"
    ACCEPTED = "accepted", "已确认"


class OrderState(models.TextChoices):
    """Of one thing that a target has to put right."""

    ORDERED = "ordered", "待整改"
    REPORTED = "reported", "待验收"
    FORMAL = "formal", "责令整改中"
    VERIFIED = "verified", "已验收"
    CANCELLED = "cancelled", "已撤销"


class Finding(models.TextChoices):
    FINE = "fine", "未发现问题"
    FAULT = "fault", "存在问题"
    NOT_CHECKED = "not_checked", "未检查"


VIEW, EDIT, FREEZE, HANDLE = "campaigns.view", "campaigns.edit", "campaigns.freeze", "campaigns.handle"
CHECK, SIGN_OFF, STRIKE, ARCHIVE = "campaigns.check", "campaigns.discharge", "campaigns.strike", "campaigns.archive"
EXPORT, CLUES = "campaigns.export", "campaigns.clues"
OWN_VIEW, OWN_FILL = "own_campaigns.view", "own_campaigns.fill"

C, T, S, O = CampaignState, TargetState, CheckState, OrderState  # noqa: E741
RELEASED = (C.RUNNING, C.CLOSING, C.ARCHIVED)  # the list stands: targets may be seen by those on it
WRITING = (C.DRAFT,)
UNDONE = (T.OPEN, T.RECTIFYING, T.PROPOSED)
HANDLED = (T.OPEN, T.RECTIFYING)  # something can still be written, checked or put right
ANSWERING = (S.FILLING, S.RETURNED)
CAMPAIGN_TONES = {
    C.DRAFT: "neutral", C.FREEZING: "warning", C.RUNNING: "info", C.CLOSING: "warning", C.ARCHIVED: "ok",
    C.WITHDRAWN: "neutral",
}  # fmt: skip
TARGET_TONES = {
    T.OPEN: "info", T.RECTIFYING: "warning", T.PROPOSED: "info", T.DONE: "ok", T.STRUCK: "neutral",
}  # fmt: skip
CHECK_TONES = {S.FILLING: "neutral", S.SUBMITTED: "info", S.RETURNED: "warning", S.ACCEPTED: "ok"}
OPEN_ORDERS = (O.ORDERED, O.REPORTED)  # put right and accepted within the campaign
ORDERS_OVER = (O.VERIFIED, O.CANCELLED)
ORDER_TONES = {
    O.ORDERED: "warning", O.REPORTED: "info", O.FORMAL: "warning", O.VERIFIED: "ok", O.CANCELLED: "neutral",
}  # fmt: skip

# All steps are the responsible office's. Who drew up the list does not freeze it; who asked to close does not archive.
CAMPAIGN_MACHINE = Machine(
    states=CampaignState,
    transitions=(
        Transition("submit", (C.DRAFT,), C.FREEZING, "提请核定名单", EDIT, competent=True, tone="primary"),
        Transition("send_back", (C.FREEZING,), C.DRAFT, "退回修改", FREEZE, needs_comment=True, competent=True),
        Transition(
            "freeze", (C.FREEZING,), C.RUNNING, "核定名单并启动", FREEZE, competent=True,
            not_by=("open", "edit", "submit"), tone="primary",
        ),
        Transition("end", (C.RUNNING,), C.CLOSING, "提请归档", EDIT, needs_comment=True, competent=True),
        Transition("resume", (C.CLOSING,), C.RUNNING, "退回继续办理", ARCHIVE, needs_comment=True, competent=True),
        Transition("archive", (C.CLOSING,), C.ARCHIVED, "归档", ARCHIVE, competent=True, not_by=("end",),
                   tone="primary"),
        Transition("withdraw", (C.DRAFT, C.FREEZING), C.WITHDRAWN, "撤回", EDIT, needs_comment=True, competent=True,
                   tone="outline-danger"),
    ),
)  # fmt: skip

# Steps on a target are those of its own authority. `strike` and `restore` change the list and are the responsible
# office's: their verbs ask the campaign. Who proposed a sign-off does not confirm it: the verbs ask its row, so that a
# proposal sent back long ago binds nobody. `sign_off_listed` is the second person's of a run over many rows.
TARGET_MACHINE = Machine(
    states=TargetState,
    transitions=(
        Transition("order", (T.OPEN,), T.RECTIFYING, "要求整改", HANDLE, competent=True),
        Transition("verify", (T.RECTIFYING,), T.OPEN, "整改验收", HANDLE, needs_comment=True, competent=True),
        Transition("drop_order", (T.RECTIFYING,), T.OPEN, "责令整改已撤销", automatic=True),
        Transition("propose", (T.OPEN,), T.PROPOSED, "提请销号", HANDLE, competent=True, tone="primary"),
        Transition("sign_off", (T.PROPOSED,), T.DONE, "确认销号", SIGN_OFF, competent=True, tone="primary"),
        Transition(
            "send_back", (T.PROPOSED,), T.OPEN, "退回销号", SIGN_OFF, needs_comment=True, competent=True
        ),
        Transition(
            "take_back", (T.PROPOSED,), T.OPEN, "收回销号提请", HANDLE, needs_comment=True, competent=True
        ),
        Transition("sign_off_listed", (T.OPEN,), T.DONE, "批量销号", SIGN_OFF, competent=True),
        Transition("reopen", (T.DONE,), T.OPEN, "撤销销号", SIGN_OFF, needs_comment=True, competent=True),
        Transition("strike", UNDONE, T.STRUCK, "核减", STRIKE, needs_comment=True, tone="outline-danger"),
        Transition("restore", (T.STRUCK,), T.OPEN, "恢复对象", STRIKE, needs_comment=True),
        Transition("restore_rectifying", (T.STRUCK,), T.RECTIFYING, "恢复对象（整改中）", STRIKE, needs_comment=True),
    ),
)  # fmt: skip

SELF_CHECK_MACHINE = Machine(
    states=CheckState,
    transitions=(
        Transition("submit", ANSWERING, S.SUBMITTED, "提交自查表", OWN_FILL, competent=True, tone="primary"),
        Transition("send_back", (S.SUBMITTED,), S.RETURNED, "退回补充", HANDLE, needs_comment=True, competent=True),
        Transition("accept", (S.SUBMITTED,), S.ACCEPTED, "确认自查表", HANDLE, competent=True, tone="primary"),
    ),
)  # fmt: skip

ORDER_MACHINE = Machine(
    states=OrderState,
    transitions=(
        Transition("report", (O.ORDERED,), O.REPORTED, "报告整改情况", OWN_FILL, competent=True, tone="primary"),
        Transition("ask_again", (O.REPORTED,), O.ORDERED, "退回继续整改", HANDLE, needs_comment=True, competent=True),
        Transition("pass", (O.ORDERED, O.REPORTED), O.VERIFIED, "验收", HANDLE, needs_comment=True, competent=True),
        Transition("formalize", (O.ORDERED, O.REPORTED), O.FORMAL, "转为责令整改", HANDLE, competent=True),
        Transition("pass_formal", (O.FORMAL,), O.VERIFIED, "责令整改核实通过", automatic=True),
        Transition("drop_formal", (O.FORMAL,), O.CANCELLED, "责令整改已撤销", automatic=True),
    ),
)  # fmt: skip

STEP_WORDS = {
    step.name: step.label
    for machine in (ORDER_MACHINE, SELF_CHECK_MACHINE, TARGET_MACHINE, CAMPAIGN_MACHINE)
    for step in machine.transitions
} | {"open": "拟定", "edit": "修改", "remind": "催办", "check": "现场检查", "begin": "开始填写"}
