from django.db import models

from core.workflow.machine import Machine, Transition


class SurveyState(models.TextChoices):
    DRAFT = "draft", "拟定"
    RELEASING = "releasing", "待核发"
    RUNNING = "running", "填报中"
    CLOSED = "closed", "已结束"
    WITHDRAWN = "withdrawn", "已撤回"


class Audience(models.TextChoices):
    ORGANIZATIONS = "organizations", "社会组织"
    STREETS = "streets", "镇街"
    DEPARTMENTS = "departments", "部门"


class Repeat(models.TextChoices):
    ONCE = "once", "一次"
    MONTHLY = "monthly", "按月"


class AnswerState(models.TextChoices):
    """Of one addressee in one round."""

    WAITING = "waiting", "待填报"
    ANSWERED = "answered", "已填报"
    KNOWN = "known", "无须填报"
    MISSED = "missed", "未填报"


VIEW, EDIT, RELEASE, ANSWER = "surveys.view", "surveys.edit", "surveys.release", "surveys.answer"
EXPORT, BURDEN = "surveys.export", "surveys.burden"
OWN_VIEW, OWN_ANSWER = "own_surveys.view", "own_surveys.answer"

S, A = SurveyState, AnswerState
OUT = (S.RUNNING, S.CLOSED)
TONES = {S.DRAFT: "neutral", S.RELEASING: "warning", S.RUNNING: "info", S.CLOSED: "ok", S.WITHDRAWN: "neutral"}
ANSWER_TONES = {A.WAITING: "warning", A.ANSWERED: "ok", A.KNOWN: "neutral", A.MISSED: "danger"}

# All steps are the asking office's; who drew the form up does not release it.
MACHINE = Machine(
    states=SurveyState,
    transitions=(
        Transition("submit", (S.DRAFT,), S.RELEASING, "提请核发", EDIT, competent=True, tone="primary"),
        Transition("send_back", (S.RELEASING,), S.DRAFT, "退回修改", RELEASE, needs_comment=True, competent=True),
        Transition(
            "release", (S.RELEASING,), S.RUNNING, "核发", RELEASE, competent=True, not_by=("open", "edit", "submit"),
            tone="primary",
        ),
        Transition("close", (S.RUNNING,), S.CLOSED, "结束填报", EDIT, needs_comment=True, competent=True),
        Transition("withdraw", (S.DRAFT, S.RELEASING), S.WITHDRAWN, "撤回", EDIT, needs_comment=True, competent=True,
                   tone="outline-danger"),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {
    "open": "拟定", "edit": "修改", "round": "开始新一期", "extend": "延长期限", "remind": "催报",
}  # fmt: skip
