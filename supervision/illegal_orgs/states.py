from django.db import models

from core.workflow.machine import Machine, Transition


class LeadState(models.TextChoices):
    RECEIVED = "received", "待核查"
    OPENED = "opened", "立案调查"
    BAN_PROPOSED = "ban_proposed", "待法制审核"
    BAN_REVIEWED = "ban_reviewed", "待作出决定"
    REGISTERED = "registered", "登记在他处"
    UNFOUNDED = "unfounded", "不属实"
    DISSOLVED = "dissolved", "已劝散"
    TRANSFERRED = "transferred", "已移送"
    BANNED = "banned", "已取缔"
    LIFTED = "lifted", "决定已撤销"


class LeadOrigin(models.TextChoices):
    GRID = "grid", "网格和村居报送"
    PUBLIC = "public", "群众提供"
    STAFF = "staff", "工作中发现"
    OFFICE = "office", "其他单位移送"


class Ground(models.TextChoices):
    """Order 77: which of the three it would be, if it is one at all."""

    UNREGISTERED = "unregistered", "未经登记，以社会团体、基金会、社会服务机构名义活动"
    PREPARING = "preparing", "社会团体筹备期间开展筹备以外的活动"
    REVOKED = "revoked", "撤销登记或吊销登记证书后继续活动"


class CheckResult(models.TextChoices):
    NOT_FOUND = "not_found", "没有查到"
    FOUND = "found", "查到了"
    NOT_APPLICABLE = "not_applicable", "不适用"


class Period(models.TextChoices):
    """What the clock of a lead counts."""

    CHECK = "check", "核查并决定是否立案"
    HANDLE = "handle", "立案后办结"


S = LeadState
OPEN = (S.RECEIVED, S.OPENED, S.BAN_PROPOSED, S.BAN_REVIEWED)
OVER = (S.REGISTERED, S.UNFOUNDED, S.DISSOLVED, S.TRANSFERRED, S.BANNED, S.LIFTED)
INVESTIGATED = (S.OPENED, S.BAN_PROPOSED, S.BAN_REVIEWED, S.DISSOLVED, S.BANNED, S.LIFTED)
LEAST_OFFICERS = 2  # 执法人员不少于两人
TONES = {
    S.RECEIVED: "warning", S.OPENED: "info", S.BAN_PROPOSED: "info", S.BAN_REVIEWED: "info", S.BANNED: "danger",
}  # fmt: skip
VIEW, HANDLE, REVIEW = "illegal_orgs.view", "illegal_orgs.inquire", "illegal_orgs.legal_review"
DECIDE, REVEAL, EXPORT = "illegal_orgs.decide", "illegal_orgs.reveal", "illegal_orgs.export"

# All steps are those of the county authority of the place of the act. Who proposed a ban neither reviews nor decides
# it, and who reviewed it does not decide it.
MACHINE = Machine(
    states=LeadState,
    transitions=(
        Transition(
            "relocate", (S.RECEIVED,), S.RECEIVED, "改正行为发生地", HANDLE, needs_comment=True, competent=True
        ),
        Transition("open_case", (S.RECEIVED,), S.OPENED, "立案", HANDLE, competent=True, tone="primary"),
        Transition(
            "found_elsewhere", (S.RECEIVED, S.OPENED), S.REGISTERED, "登记在他处", HANDLE, needs_comment=True,
            competent=True,
        ),
        Transition(
            "refute", (S.RECEIVED, S.OPENED), S.UNFOUNDED, "不属实", HANDLE, needs_comment=True, competent=True
        ),
        Transition(
            "hand_over", (S.RECEIVED, S.OPENED), S.TRANSFERRED, "移送", HANDLE, needs_comment=True, competent=True
        ),
        Transition("dissolve", (S.OPENED,), S.DISSOLVED, "劝散", HANDLE, needs_comment=True, competent=True),
        Transition("propose_ban", (S.OPENED,), S.BAN_PROPOSED, "提请取缔", HANDLE, needs_comment=True, competent=True),
        Transition(
            "review_ban", (S.BAN_PROPOSED,), S.BAN_REVIEWED, "法制审核通过", REVIEW, needs_comment=True,
            competent=True, not_by=("open_case", "propose_ban"), tone="primary",
        ),
        Transition(
            "send_back", (S.BAN_PROPOSED, S.BAN_REVIEWED), S.OPENED, "退回补充调查", REVIEW, needs_comment=True,
            competent=True,
        ),
        Transition(
            "ban", (S.BAN_REVIEWED,), S.BANNED, "决定取缔", DECIDE, competent=True,
            not_by=("open_case", "propose_ban", "review_ban"), tone="outline-danger",
        ),
        Transition("lift", (S.BANNED,), S.LIFTED, "撤销取缔决定", DECIDE, needs_comment=True, competent=True),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {
    "receive": "收到线索", "check": "登记核查结果", "assign": "指定办案人员", "reveal": "查看联系方式",
    "overdue": "到期未办，提醒负责人",
}  # fmt: skip
# What whoever told of it reads, by state: never a name, never an accusation.
ANSWERS = {
    S.RECEIVED: "已收到，正在核查是否在其他部门登记。",
    S.OPENED: "正在调查。", S.BAN_PROPOSED: "正在调查。", S.BAN_REVIEWED: "正在调查。",
    S.REGISTERED: "经核查，该组织已在其他部门或者其他地方登记。",
    S.UNFOUNDED: "经核查，没有发现所反映的情况。",
    S.DISSOLVED: "经核查和劝导，有关活动已经停止。",
    S.TRANSFERRED: "经核查，已移送有权处理的部门。",
    S.BANNED: "经调查，已依法作出处理决定。",
    S.LIFTED: "原处理决定已经撤销。",
}  # fmt: skip
