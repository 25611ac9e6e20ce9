from django.db import models

from core.workflow.machine import Machine, Transition


class OrderState(models.TextChoices):
    PREPARED = "prepared", "待送达"
    RUNNING = "running", "整改中"
    REPORTED = "reported", "待核实"
    VERIFIED = "verified", "整改完成"
    CANCELLED = "cancelled", "已撤销"


class Source(models.TextChoices):
    ALERT = "alert", "风险预警"
    REPORT = "report", "年度报告审查"
    INSPECTION = "inspection", "检查抽查"
    COMPLAINT = "complaint", "投诉举报"
    CAMPAIGN = "campaign", "专项行动"
    OTHER = "other", "其他"


S = OrderState
UNDONE = (S.PREPARED, S.RUNNING, S.REPORTED)
TONES = {
    S.PREPARED: "neutral", S.RUNNING: "warning", S.REPORTED: "info", S.VERIFIED: "ok", S.CANCELLED: "neutral",
}  # fmt: skip
VIEW, ORDER, VERIFY = "rectifications.view", "rectifications.order", "rectifications.verify"
EXTEND, EXPORT = "rectifications.extend", "rectifications.export"
OWN_VIEW, OWN_REPORT = "own_rectifications.view", "own_rectifications.report"

MACHINE = Machine(
    states=OrderState,
    transitions=(
        Transition("start", (S.PREPARED,), S.RUNNING, "送达", automatic=True),
        Transition("report", (S.RUNNING,), S.REPORTED, "报送整改情况", OWN_REPORT, competent=True, tone="primary"),
        Transition("take_in", (S.RUNNING,), S.REPORTED, "登记整改情况", VERIFY, competent=True),
        Transition("verify", (S.REPORTED,), S.VERIFIED, "核实通过", VERIFY, competent=True, tone="primary"),
        Transition(
            "send_back", (S.REPORTED,), S.RUNNING, "核实未通过", VERIFY, needs_comment=True, competent=True
        ),
        Transition("extend", (S.RUNNING,), S.RUNNING, "延长期限", EXTEND, needs_comment=True, competent=True),
        Transition(
            "cancel", UNDONE, S.CANCELLED, "撤销", EXTEND, needs_comment=True, competent=True, tone="outline-danger"
        ),
        Transition("drop", (S.PREPARED,), S.CANCELLED, "文书撤回或者作废", automatic=True),
    ),
)  # fmt: skip
STEP_WORDS = {step.name: step.label for step in MACHINE.transitions} | {"order": "拟定责令整改"}
