from django.db import models

from core.workflow.machine import Machine, Transition


class RequestKind(models.TextChoices):
    DEFERRAL = "deferral", "延期报送"
    EXPLANATION = "explanation", "逾期说明"
    EXEMPTION = "exemption", "免予报送"
    OBJECTION = "objection", "异议"
    CORRECTION = "correction", "更正已公布的报告"


class Against(models.TextChoices):
    """What an objection is against."""

    CONCLUSION = "conclusion", "年检结论"
    LATENESS = "lateness", "认定为逾期报送"


class Consent(models.TextChoices):
    """The responsible department's consent to a deferral."""

    NOT_NEEDED = "not_needed", "不需要"
    WAITING = "waiting", "待主管单位出具"
    UPLOADED = "uploaded", "已上传同意文件"
    GIVEN = "given", "主管单位同意"
    REFUSED = "refused", "主管单位不同意"


class RequestState(models.TextChoices):
    WAITING_CONSENT = "waiting_consent", "待主管单位意见"
    FILED = "filed", "待登记管理机关决定"
    GRANTED = "granted", "已同意"
    REFUSED = "refused", "不予同意"
    NOTED = "noted", "已记录"
    WITHDRAWN = "withdrawn", "已撤回"


S = RequestState
OPEN = (S.WAITING_CONSENT, S.FILED)
TONES = {
    S.WAITING_CONSENT: "info",
    S.FILED: "info",
    S.GRANTED: "ok",
    S.REFUSED: "danger",
    S.NOTED: "neutral",
    S.WITHDRAWN: "neutral",
}
FILING, CONSENTING, DECIDING = "own_reports.submit", "annual_reports.consent", "annual_reports.decide_request"

# Whose act a step is follows the state: the department while its consent is awaited, then the authority. What a kind
# needs beyond that (who may waive, who may reopen a published report) is asked by the verb that grants it.
MACHINE = Machine(
    states=RequestState,
    transitions=(
        Transition("consent", (S.WAITING_CONSENT,), S.FILED, "同意", CONSENTING, competent=True, tone="primary"),
        Transition(
            "refuse_consent", (S.WAITING_CONSENT,), S.FILED, "不同意", CONSENTING, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
        Transition("supply_consent", (S.WAITING_CONSENT,), S.FILED, "补交同意文件", FILING, competent=True),
        Transition(
            "grant", (S.FILED,), S.GRANTED, "同意申请", DECIDING, needs_comment=True, competent=True, tone="primary"
        ),
        Transition(
            "refuse", (S.FILED,), S.REFUSED, "不予同意", DECIDING, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
        Transition("withdraw", OPEN, S.WITHDRAWN, "撤回申请", FILING, competent=True, tone="outline-danger"),
    ),
)  # fmt: skip

# What each line of the log says.
STEPS = {
    "file": "提出申请",
    "consent": "主管单位同意",
    "refuse_consent": "主管单位不同意",
    "supply_consent": "补交同意文件",
    "grant": "同意申请",
    "refuse": "不予同意",
    "withdraw": "撤回",
}
