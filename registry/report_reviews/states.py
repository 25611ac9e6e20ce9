from django.db import models

from core.workflow.machine import Machine, Transition
from registry.annual_reports.states import ConclusionValue


class FindingKind(models.TextChoices):
    """What a reviewer has to answer for before passing a report, and what is only shown."""

    HARD = "hard", "勾稽不符"
    SOFT = "soft", "需要说明"
    OUTLIER = "outlier", "数值异常"
    MARKED = "marked", "重点核对"
    PARTY = "party", "同步审核意见"
    SAMPLED = "sampled", "抽中全面审查"


class Verdict(models.TextChoices):
    NO_COMMENT = "no_comment", "无意见"
    COMMENTS = "comments", "有意见"


class PartyState(models.TextChoices):
    WAITING = "waiting", "待审核"
    GIVEN = "given", "已出具意见"
    SILENT = "silent", "逾期未复"
    ENDED = "ended", "报告已退回，不再审核"


PARTY_MACHINE = Machine(
    states=PartyState,
    transitions=(
        Transition(
            "give",
            (PartyState.WAITING, PartyState.SILENT),
            PartyState.GIVEN,
            "出具意见",
            "annual_reports.party_review",
            competent=True,
            tone="primary",
        ),
        # The clock ran out: the report goes on, and the delay is the organ's.
        Transition("lapse", (PartyState.WAITING,), PartyState.SILENT, "记为逾期未复", automatic=True),
        Transition("end", (PartyState.WAITING,), PartyState.ENDED, "终止审核", automatic=True),
    ),
)
PARTY_TONES = {
    PartyState.WAITING: "info",
    PartyState.GIVEN: "ok",
    PartyState.SILENT: "warning",
    PartyState.ENDED: "neutral",
}


VALUE_TONES = {
    ConclusionValue.QUALIFIED: "ok",
    ConclusionValue.BASICALLY_QUALIFIED: "warning",
    ConclusionValue.UNQUALIFIED: "danger",
}
FAULTY = (ConclusionValue.BASICALLY_QUALIFIED, ConclusionValue.UNQUALIFIED)


class RectificationState(models.TextChoices):
    OPEN = "open", "待下达整改通知"
    ORDERED = "ordered", "整改中"
    REPORTED = "reported", "整改情况待核"
    DONE = "done", "整改完成"
    CANCELLED = "cancelled", "已撤销"


RECTIFICATION_MACHINE = Machine(
    states=RectificationState,
    transitions=(
        Transition(
            "order_rectification",
            (RectificationState.OPEN,),
            RectificationState.ORDERED,
            "下达整改通知",
            "annual_reports.examine",
            competent=True,
            tone="primary",
        ),
        Transition(
            "report_rectification",
            (RectificationState.OPEN, RectificationState.ORDERED),
            RectificationState.REPORTED,
            "报送整改情况",
            "own_reports.submit",
            needs_comment=True,
            competent=True,
            tone="primary",
        ),
        Transition(
            "send_back_rectification",
            (RectificationState.REPORTED,),
            RectificationState.ORDERED,
            "退回继续整改",
            "annual_reports.examine",
            needs_comment=True,
            competent=True,
        ),
        Transition(
            "finish_rectification",
            (RectificationState.REPORTED,),
            RectificationState.DONE,
            "确认整改完成",
            "annual_reports.examine",
            competent=True,
            tone="primary",
        ),
        Transition(
            "cancel_rectification",
            (RectificationState.OPEN, RectificationState.ORDERED, RectificationState.REPORTED),
            RectificationState.CANCELLED,
            "撤销",
            "annual_reports.confirm_conclusion",
            competent=True,
        ),
    ),
)
RECTIFICATION_TONES = {
    RectificationState.OPEN: "warning",
    RectificationState.ORDERED: "warning",
    RectificationState.REPORTED: "info",
    RectificationState.DONE: "ok",
    RectificationState.CANCELLED: "neutral",
}


class Letter(models.TextChoices):
    """The kinds of numbered papers; each office counts each kind by itself, year by year."""

    FIX = "fix", "补正通知书"
    CONCLUSION = "conclusion", "年检结论通知书"
    RECTIFICATION = "rectification", "限期整改通知书"


class Severity(models.TextChoices):
    SLIGHT = "slight", "较轻"
    SERIOUS = "serious", "较重"
    EITHER = "either", "视情节"
