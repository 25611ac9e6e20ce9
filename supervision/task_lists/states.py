from django.db import models

from core.workflow.machine import Machine, Transition

VIEW, ISSUE, EXPORT = "task_lists.view", "task_lists.assign", "task_lists.export"
KIND = "task"  # of the write-off lists that tasks make
WORK_ITEM, LATE_ITEM = "task_lists.do", "task_lists.late"


class SourceKind(models.TextChoices):
    """From what paper the task follows."""

    POLICY = "policy", "政策措施"
    CAMPAIGN = "campaign", "专项行动"
    MEETING = "meeting", "会议议定"
    LETTER = "letter", "来文来函"
    ALERT = "alert", "风险预警"
    INSTRUCTION = "instruction", "领导批示"
    VISIT = "visit", "督导走访"
    NEED = "need", "社会组织诉求"
    OWN = "own", "本单位工作安排"


class TaskState(models.TextChoices):
    DRAFT = "draft", "拟定中"
    ISSUED = "issued", "已下达"
    DROPPED = "dropped", "已作废"


class Frequency(models.TextChoices):
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"


class OwnerRule(models.TextChoices):
    """Who answers for a row about an organization."""

    LEAD = "lead", "统一由牵头承办单位办理"
    RESPONSIBLE = "responsible", "由各组织的业务主管单位（行业管理部门）办理"
    SUPERVISING = "supervising", "由各组织的登记管理机关办理"


TONES = {TaskState.DRAFT: "neutral", TaskState.ISSUED: "info", TaskState.DROPPED: "neutral"}

# Whether an issued task is done is counted from its rows: it has no state of its own for it.
MACHINE = Machine(
    states=TaskState,
    transitions=(
        Transition(
            "issue", (TaskState.DRAFT,), TaskState.ISSUED, "下达", ISSUE, competent=True, tone="primary"
        ),
        Transition("drop", (TaskState.DRAFT,), TaskState.DROPPED, "作废", ISSUE, competent=True),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {
    "draft": "拟定", "edit": "修改", "reach": "完成节点", "ask_cancel": "申请撤销", "cancel": "批准撤销",
}  # fmt: skip
