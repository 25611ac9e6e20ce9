from django.db import models

from core.workflow.machine import Machine, Transition


class Stage(models.IntegerChoices):
    APPLICATION = 1, "申请入党"
    ACTIVIST = 2, "入党积极分子的确定和培养教育"
    OBJECT = 3, "发展对象的确定和考察"
    ACCEPTANCE = 4, "预备党员的接收"
    PROBATION = 5, "预备党员的教育、考察和转正"


class Decider(models.TextChoices):
    """Whose step it is."""

    BRANCH = "branch", "党支部"
    SUPERIOR = "superior", "上级党组织"


class Naming(models.TextChoices):
    """Which persons a step names."""

    CONTACT = "contact", "培养联系人"
    SPONSOR = "sponsor", "入党介绍人"


class PeriodKind(models.TextChoices):
    AT_LEAST = "at_least", "满"
    WITHIN = "within", "应在…内"


class Position(models.TextChoices):
    """Of whom 优先发展 speaks."""

    HEAD = "head", "主要负责人"
    FULL_TIME = "full_time", "专职工作人员"
    OTHER = "other", "其他"


class NoteKind(models.TextChoices):
    QUARTERLY = "quarterly", "季度培养考察"
    HALF_YEARLY = "half_yearly", "半年分析"


class AdmissionState(models.TextChoices):
    APPLICANT = "applicant", "入党申请人"
    ACTIVIST = "activist", "入党积极分子"
    OBJECT = "object", "发展对象"
    ACCEPTED = "accepted", "支部已通过，待审批"
    PROBATIONARY = "probationary", "预备党员"
    FULL = "full", "已转正"
    STOPPED = "stopped", "已终止"
    CANCELLED = "cancelled", "取消预备党员资格"


S = AdmissionState
OPEN = (S.APPLICANT, S.ACTIVIST, S.OBJECT, S.ACCEPTED, S.PROBATIONARY)
CULTIVATED = (S.ACTIVIST, S.OBJECT, S.ACCEPTED)  # what PartyCount.applicants counts
TONES = {S.PROBATIONARY: "info", S.FULL: "ok", S.STOPPED: "neutral", S.CANCELLED: "danger", S.ACCEPTED: "warning"}
VIEW, RECORD, DECIDE, PLAN = "admissions.view", "admissions.record", "admissions.decide", "admissions.plan"
OWN_RECORD = "own_admissions.record"

# The branch moves whom it leads, on either side of the portal: its right is asked by the verb. What the superior
# decides is competent here.
MACHINE = Machine(
    states=S,
    transitions=(
        Transition("list_activist", (S.APPLICANT,), S.ACTIVIST, "确定为入党积极分子"),
        Transition("list_object", (S.ACTIVIST,), S.OBJECT, "确定为发展对象"),
        Transition("accept", (S.OBJECT,), S.ACCEPTED, "支部大会通过接收"),
        Transition("approve", (S.ACCEPTED,), S.PROBATIONARY, "批准接收", DECIDE, competent=True, tone="primary"),
        Transition(
            "decline", (S.ACCEPTED,), S.OBJECT, "不予批准", DECIDE, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
        Transition("confirm", (S.PROBATIONARY,), S.FULL, "批准转正", DECIDE, competent=True, tone="primary"),
        Transition(
            "prolong", (S.PROBATIONARY,), S.PROBATIONARY, "延长预备期", DECIDE, needs_comment=True, competent=True
        ),
        Transition(
            "cancel", (S.PROBATIONARY,), S.CANCELLED, "取消预备党员资格", DECIDE, needs_comment=True, competent=True,
            tone="outline-danger",
        ),
        Transition(
            "stop", (S.APPLICANT, S.ACTIVIST, S.OBJECT), S.STOPPED, "终止培养", needs_comment=True,
            tone="outline-danger",
        ),
    ),
)  # fmt: skip
LOG = {
    "apply": "递交入党申请书", "step": "登记步骤", "list_activist": "确定为入党积极分子",
    "list_object": "确定为发展对象",
    "accept": "支部大会通过接收", "approve": "批准接收为预备党员", "decline": "不予批准", "confirm": "批准转正",
    "prolong": "延长预备期", "cancel": "取消预备党员资格", "stop": "终止培养",
}  # fmt: skip
# Codes of days that are no steps.
BIRTH, PROBATION_END, PROLONGED = "birth", "probation_end", "prolonged_until"
