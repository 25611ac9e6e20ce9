from django.db import models

from supervision.credit_pauses.states import Track

__all__ = ["FactKind", "LadderState", "RungState", "StepCode", "Track"]


class FactKind(models.TextChoices):
    """What a ladder begins with."""

    REPORT = "report", "年度报告未报送"
    RECTIFICATION = "rectification", "责令改正未完成"
    CONTACT = "contact", "通过登记的住所无法联系"
    PENALTY = "penalty", "受到行政处罚"
    PARTY = "party", "党组织未按规定设立"
    OTHER = "other", "其他列入情形"


class LadderState(models.TextChoices):
    RUNNING = "running", "进行中"
    STOPPED = "stopped", "已终止"


class RungState(models.TextChoices):
    DONE = "done", "已完成"
    CURRENT = "current", "正在进行"
    OPEN = "open", "可以办理"
    LOCKED = "locked", "尚未具备条件"
    UNUSED = "unused", "没有"
    COMING = "coming", "随案件办理提供"


class StepCode(models.TextChoices):
    """What a rung looks at. Steps of a track are rows that name one of these."""

    REMIND = "remind", "提醒"
    URGE = "urge", "催报"
    NOTICE = "notice", "列入事先告知"
    STATEMENT = "statement", "陈述申辩"
    DECISION = "decision", "列入决定"
    TWO_YEARS = "two_years", "在活动异常名录满期"
    SERIOUS = "serious", "严重违法失信名单建议"
    ORDER = "order", "责令改正、警告"
    PROPOSAL = "proposal", "立案建议"
    CASE = "case", "案件办理"


TONES = {LadderState.RUNNING: "warning", LadderState.STOPPED: "ok"}
RUNG_TONES = {
    RungState.DONE: "ok", RungState.CURRENT: "warning", RungState.OPEN: "info", RungState.LOCKED: "neutral",
    RungState.UNUSED: "neutral", RungState.COMING: "neutral",
}  # fmt: skip
# Rules whose open alert begins a ladder of this kind. 应建未建 begins none by itself: see credit_listings.proposing.
RULES = {
    FactKind.REPORT: ("AR-04", "AR-07", "AR-08"),
    FactKind.RECTIFICATION: ("SV-05",),
    FactKind.CONTACT: ("SV-16",),
    FactKind.PENALTY: ("SV-06", "SV-07"),
}
GROUNDS = {
    FactKind.REPORT: ("ABN-1",),
    FactKind.RECTIFICATION: ("ABN-3",),
    FactKind.CONTACT: ("ABN-6",),
    FactKind.PENALTY: ("ABN-5", "SER-3", "SER-4", "SER-5", "SER-7"),
    FactKind.PARTY: ("ABN-2",),
    FactKind.OTHER: ("ABN-4", "ABN-7", "SER-2", "SER-6", "SER-8"),
}
KIND_OF_GROUND = {code: kind for kind, codes in GROUNDS.items() for code in codes}
