from django.db import models

from core.workflow.machine import Machine, Transition


class PlanState(models.TextChoices):
    DRAFT = "draft", "待确定"
    APPLIED = "applied", "已选派"
    DISCARDED = "discarded", "已作废"


class LineState(models.TextChoices):
    PROPOSED = "proposed", "建议"
    STRUCK = "struck", "已划去"
    SENT = "sent", "已选派"
    SKIPPED = "skipped", "未选派"


class DistanceKind(models.TextChoices):
    SAME_STREET = "same_street", "同街道"
    SAME_DISTRICT = "same_district", "同区县"
    OTHER_DISTRICT = "other_district", "跨区县"
    UNKNOWN = "unknown", "住所或常驻地未录入"


class TradeKind(models.TextChoices):
    SAME = "same", "同行业"
    OTHER = "other", "行业不同"
    UNKNOWN = "unknown", "行业未录入"


PLAN_MACHINE = Machine(
    states=PlanState,
    transitions=(
        Transition(
            "apply",
            (PlanState.DRAFT,),
            PlanState.APPLIED,
            "按方案选派",
            "instructor_plans.apply",
            competent=True,
            tone="primary",
        ),
        Transition(
            "discard",
            (PlanState.DRAFT,),
            PlanState.DISCARDED,
            "作废方案",
            "instructor_plans.make",
            competent=True,
            tone="outline-danger",
        ),
    ),
)
