from django.db import models

from core.workflow.machine import Machine, Transition


class Kind(models.TextChoices):
    ABOLISH_REGION = "abolish_region", "撤销区划"
    MERGE_REGIONS = "merge_regions", "合并区划"
    RENAME_REGION = "rename_region", "区划更名"
    ABOLISH_DEPARTMENT = "abolish_department", "撤销机构"
    MERGE_DEPARTMENTS = "merge_departments", "合并机构"
    RENAME_DEPARTMENT = "rename_department", "机构更名"


OF_REGIONS = (Kind.ABOLISH_REGION, Kind.MERGE_REGIONS, Kind.RENAME_REGION)
RENAMING = (Kind.RENAME_REGION, Kind.RENAME_DEPARTMENT)


class ReorganizationState(models.TextChoices):
    PROPOSED = "proposed", "待复核"
    CONFIRMED = "confirmed", "待生效"
    DONE = "done", "已生效"
    REFUSED = "refused", "未通过"
    WITHDRAWN = "withdrawn", "已撤回"


S = ReorganizationState
# The administrator of the system proposes, the registry of the city confirms: their registers are what moves.
REORGANIZATION_MACHINE = Machine(
    states=ReorganizationState,
    transitions=(
        Transition(
            "confirm",
            (S.PROPOSED,),
            S.CONFIRMED,
            "复核通过",
            "reorganizations.confirm",
            competent=True,
            not_by=("propose",),
            tone="primary",
        ),
        Transition(
            "refuse",
            (S.PROPOSED,),
            S.REFUSED,
            "不予通过",
            "reorganizations.confirm",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
        Transition("withdraw", (S.PROPOSED, S.CONFIRMED), S.WITHDRAWN, "撤回", "reorganizations.propose"),
        Transition("complete", (S.CONFIRMED,), S.DONE, "生效", automatic=True),
    ),
)
