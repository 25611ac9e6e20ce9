from django.db import models

from core.workflow.machine import Machine, Transition

STARS = (1, 2, 3, 4, 5)
FULL_MARKS = 100  # what the criteria of a round add up to; thresholds are points of these


class RoundState(models.TextChoices):
    DRAFT = "draft", "草拟"
    OPEN = "open", "评定中"
    OBJECTION = "objection", "公示中"
    PUBLISHED = "published", "已公布"
    STOPPED = "stopped", "已终止"


class EntryState(models.TextChoices):
    ASSESSING = "assessing", "自评中"
    SUBMITTED = "submitted", "待评定"
    PROPOSED = "proposed", "待核定"
    CONFIRMED = "confirmed", "已核定"
    PUBLISHED = "published", "已公布"
    LEFT = "left", "未参评"


class EntryOrigin(models.TextChoices):
    OWN = "own", "自行申报"
    NOMINATED = "nominated", "上级提名"


class ObjectionState(models.TextChoices):
    OPEN = "open", "待答复"
    UPHELD = "upheld", "成立"
    DISMISSED = "dismissed", "不成立"


RUNNING = (RoundState.DRAFT, RoundState.OPEN, RoundState.OBJECTION)
STANDING = (EntryState.ASSESSING, EntryState.SUBMITTED, EntryState.PROPOSED, EntryState.CONFIRMED)
EDIT, CONFIRM, FILL = "star_ratings.edit", "star_ratings.confirm", "own_star_ratings.fill"
TONES = {
    RoundState.DRAFT: "neutral",
    RoundState.OPEN: "info",
    RoundState.OBJECTION: "warning",
    RoundState.PUBLISHED: "ok",
    RoundState.STOPPED: "neutral",
    EntryState.ASSESSING: "neutral",
    EntryState.SUBMITTED: "info",
    EntryState.PROPOSED: "warning",
    EntryState.CONFIRMED: "ok",
    EntryState.LEFT: "neutral",
    ObjectionState.UPHELD: "danger",
    ObjectionState.DISMISSED: "neutral",
}

ROUND_MACHINE = Machine(
    states=RoundState,
    transitions=(
        Transition(
            "open", (RoundState.DRAFT,), RoundState.OPEN, "启动评定", EDIT, competent=True, tone="primary"
        ),
        Transition(
            "announce", (RoundState.OPEN,), RoundState.OBJECTION, "线内公示", EDIT, competent=True, tone="primary"
        ),
        Transition(
            "publish", (RoundState.OBJECTION,), RoundState.PUBLISHED, "公布结果", CONFIRM, competent=True,
            tone="primary",
        ),
        Transition(
            "stop", RUNNING, RoundState.STOPPED, "终止本轮", EDIT, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
    ),
)  # fmt: skip

# The branch rates itself or is nominated; its superior proposes; another person confirms.
ENTRY_MACHINE = Machine(
    states=EntryState,
    transitions=(
        Transition(
            "submit", (EntryState.ASSESSING,), EntryState.SUBMITTED, "提交自评", FILL, competent=True, tone="primary"
        ),
        Transition(
            "leave", (EntryState.ASSESSING, EntryState.SUBMITTED), EntryState.LEFT, "退出本轮", FILL,
            needs_comment=True, competent=True, tone="outline-danger",
        ),
        Transition(
            "send_back", (EntryState.SUBMITTED,), EntryState.ASSESSING, "退回补充", EDIT, needs_comment=True,
            competent=True,
        ),
        Transition("propose", (EntryState.SUBMITTED,), EntryState.PROPOSED, "提出拟定等级", EDIT, competent=True),
        Transition(
            "confirm", (EntryState.PROPOSED,), EntryState.CONFIRMED, "核定", CONFIRM, competent=True,
            not_by=("propose",), tone="primary",
        ),
        Transition(
            "rethink", (EntryState.PROPOSED, EntryState.CONFIRMED), EntryState.SUBMITTED, "退回重评", CONFIRM,
            needs_comment=True, competent=True,
        ),
        Transition(
            "exclude", STANDING, EntryState.LEFT, "不再参评", EDIT, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
        Transition("settle", (EntryState.CONFIRMED,), EntryState.PUBLISHED, "公布", CONFIRM, competent=True),
    ),
)  # fmt: skip

OBJECTION_MACHINE = Machine(
    states=ObjectionState,
    transitions=(
        Transition(
            "uphold", (ObjectionState.OPEN,), ObjectionState.UPHELD, "异议成立，重新评定", CONFIRM,
            needs_comment=True, competent=True,
        ),
        Transition(
            "dismiss", (ObjectionState.OPEN,), ObjectionState.DISMISSED, "异议不成立", CONFIRM, needs_comment=True,
            competent=True,
        ),
    ),
)  # fmt: skip
STEPS = {
    "create": "拟定本轮方案", "open": "启动评定", "announce": "线内公示", "publish": "公布结果", "stop": "终止本轮",
    "join": "开始自评", "nominate": "上级提名", "submit": "提交自评", "leave": "退出本轮", "send_back": "退回补充",
    "propose": "提出拟定等级", "confirm": "核定", "rethink": "退回重评", "exclude": "不再参评", "settle": "公布",
}  # fmt: skip
