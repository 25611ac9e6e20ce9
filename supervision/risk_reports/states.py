from django.db import models

from core.departments.models import RegionLevel
from core.workflow.machine import Machine, Transition


class ReportState(models.TextChoices):
    RECEIVED = "received", "待研判"
    VERIFIED = "verified", "属实待处置"
    HANDED = "handed", "已转办"
    LEAD = "lead", "线索核查中"
    UNFOUNDED = "unfounded", "不属实"
    CLOSED = "closed", "已办结"


class Urgency(models.TextChoices):
    NORMAL = "normal", "一般"
    URGENT = "urgent", "紧急"


class Colour(models.TextChoices):
    """Severity as judged; it has nothing to do with the level of administration."""

    BLUE = "blue", "蓝色"
    YELLOW = "yellow", "黄色"
    ORANGE = "orange", "橙色"
    RED = "red", "红色"


class About(models.TextChoices):
    REGISTERED = "registered", "名录中的社会组织"
    UNLISTED = "unlisted", "不在名录中"
    UNSURE = "unsure", "说不清是哪一家"


class Stage(models.TextChoices):
    JUDGE = "judge", "研判"
    HANDLE = "handle", "处置"


class Unit(models.TextChoices):
    HOURS = "hours", "小时"
    WORKDAYS = "workdays", "个工作日"


# The line a report goes up: each level judges once, the city has nobody above.
LEVELS = (RegionLevel.TOWNSHIP, RegionLevel.DISTRICT, RegionLevel.CITY)
S = ReportState
ON_THE_CLOCK = (S.RECEIVED, S.VERIFIED, S.HANDED)
OPEN = (*ON_THE_CLOCK, S.LEAD)
OVER = (S.UNFOUNDED, S.CLOSED)
STAGES = {S.RECEIVED: Stage.JUDGE, S.VERIFIED: Stage.HANDLE, S.HANDED: Stage.HANDLE}
TONES = {S.RECEIVED: "warning", S.VERIFIED: "info", S.HANDED: "info", S.LEAD: "info", S.CLOSED: "ok"}
COLOUR_TONES = {Colour.BLUE: "info", Colour.YELLOW: "warning", Colour.ORANGE: "warning", Colour.RED: "danger"}
REPORT, VIEW, JUDGE = "risk_reports.send", "risk_reports.view", "risk_reports.judge"
ANSWER, EXPORT = "risk_reports.answer", "risk_reports.export"
JUDGING = (S.RECEIVED, S.VERIFIED)


def _step(name, sources, target, label, permission=JUDGE, **more) -> Transition:
    return Transition(name, sources, target, label, permission, needs_comment=True, competent=True, **more)


# Steps belong to the office where the report lies. Who reported does not judge.
MACHINE = Machine(
    states=ReportState,
    transitions=(
        _step("verify", (S.RECEIVED,), S.VERIFIED, "核实属实", not_by=("file",), tone="primary"),
        _step("refute", JUDGING, S.UNFOUNDED, "不属实", not_by=("file",)),
        _step("raise_up", JUDGING, S.RECEIVED, "上报一级"),
        _step("send_down", JUDGING, S.RECEIVED, "交办下一级"),
        _step("hand_over", JUDGING, S.HANDED, "转办"),
        _step("to_lead", JUDGING, S.LEAD, "转为线索核查"),
        _step("finish", (S.VERIFIED,), S.CLOSED, "办结", tone="primary"),
        _step("answer", (S.HANDED,), S.CLOSED, "办结并答复", ANSWER, tone="primary"),
        _step("hand_back", (S.HANDED,), S.RECEIVED, "退回", ANSWER),
        _step("reopen", OVER, S.RECEIVED, "重新研判"),
        Transition("move_up", ON_THE_CLOCK, S.RECEIVED, "到期自动上移", automatic=True),
        Transition("lead_over", (S.LEAD,), S.CLOSED, "线索办结", automatic=True),
    ),
)
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {
    "file": "报送", "identify": "核对涉及组织", "grade": "评定等级", "tie": "并为同一事项", "untie": "解除并案",
    "overdue": "到期未办，提醒负责人",
}  # fmt: skip
# What the reporter reads, by state; the office's own words stand beside it.
OUTCOMES = {
    S.RECEIVED: "{office}正在核实。", S.VERIFIED: "情况属实，{office}正在处置。", S.HANDED: "已转给{office}处理。",
    S.LEAD: "正在核查该组织是否登记。", S.UNFOUNDED: "核实后没有发现所说的情况。", S.CLOSED: "已经办结。",
}  # fmt: skip
