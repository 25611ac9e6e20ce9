from django.db import models

from core.workflow.machine import Machine, Transition


class FilingState(models.TextChoices):
    DRAFT = "draft", "待备案"
    FILED = "filed", "已备案"
    REFUSED = "refused", "未予备案"
    CLOSED = "closed", "已注销备案"
    PROMOTED = "promoted", "已转登记"


class Contact(models.TextChoices):
    """What came of the last telephone call."""

    ACTIVE = "active", "接通，仍在活动"
    NO_ANSWER = "no_answer", "没有打通"
    WRONG_NUMBER = "wrong_number", "号码有误"
    STOPPED = "stopped", "接通，已不活动"


# A village committee may propose; filing is an act of the street that the group is filed with.
FILING_MACHINE = Machine(
    states=FilingState,
    transitions=(
        Transition(
            "file",
            (FilingState.DRAFT,),
            FilingState.FILED,
            "予以备案",
            "community_orgs.file",
            competent=True,
            tone="primary",
        ),
        Transition(
            "refuse",
            (FilingState.DRAFT,),
            FilingState.REFUSED,
            "不予备案",
            "community_orgs.file",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
        Transition(
            "close",
            (FilingState.FILED,),
            FilingState.CLOSED,
            "注销备案",
            "community_orgs.file",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
        Transition(
            "promote", (FilingState.FILED,), FilingState.PROMOTED, "转为登记", "community_orgs.file", competent=True
        ),
    ),
)
