from django.db import models

from core.workflow.machine import Machine, Transition

EDIT, GRADE = "year_statements.edit", "year_statements.grade"


class SubjectKind(models.TextChoices):
    DEPARTMENT = "department", "责任部门"
    COMMITTEE = "committee", "党(工)委"
    SECRETARY = "secretary", "党组织书记"


class StatementState(models.TextChoices):
    DRAFT = "draft", "草稿"
    FINAL = "final", "已定稿"
    GRADED = "graded", "已评议"


S = StatementState
TONES = {S.DRAFT: "info", S.FINAL: "ok", S.GRADED: "ok"}
MACHINE = Machine(
    states=StatementState,
    transitions=(
        Transition("finish", (S.DRAFT,), S.FINAL, "定稿", EDIT, competent=True, tone="primary"),
        Transition("reopen", (S.FINAL,), S.DRAFT, "退回草稿", EDIT, needs_comment=True, competent=True),
        Transition("grade", (S.FINAL,), S.GRADED, "登记评议等次", GRADE, competent=True, tone="primary"),
    ),
)
STEPS = {"generate": "生成", "renew": "重新取数", "finish": "定稿", "reopen": "退回草稿", "grade": "登记评议等次"}
