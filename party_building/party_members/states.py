from django.db import models

from core.workflow.machine import Machine, Transition


class Standing(models.TextChoices):
    """党员身份 on a day; nobody without one is a member (any longer)."""

    PROBATIONARY = "probationary", "预备党员"
    FORMAL = "formal", "正式党员"


class AffiliationKind(models.TextChoices):
    """Where the membership (组织关系) is held."""

    UNIT = "unit", "党支部"
    KEPT = "kept", "上级党组织代管（可以转入）"
    HOME = "home", "居住地社区"
    FORMER = "former", "原单位"
    OTHER = "other", "其他党组织"


# Memberships that sit, or can be made to sit, in a unit of the organization; the others stay where they are.
MOVABLE = (AffiliationKind.UNIT, AffiliationKind.KEPT)


class VanguardKind(models.TextChoices):
    AREA = "area", "党员责任区"
    BANNER = "banner", "党员红旗岗"
    MODEL = "model", "党员示范岗"


class TransferState(models.TextChoices):
    SENT = "sent", "已转出，待接收"
    RECEIVED = "received", "已接收"
    WITHDRAWN = "withdrawn", "已撤回"


class DifferenceKind(models.TextChoices):
    ONLY_HERE = "only_here", "仅本平台有"
    ONLY_THERE = "only_there", "仅党员系统有"
    UNIT = "unit", "所在党支部不同"
    STANDING = "standing", "党员身份不同"


VIEW, EDIT, EXPORT, REVEAL = "party_members.view", "party_members.edit", "party_members.export", "party_members.reveal"
TONES = {TransferState.SENT: "info", TransferState.RECEIVED: "ok", TransferState.WITHDRAWN: "neutral"}

# The transfer itself happens in the party's own system; this is the record of it, kept by both sides.
TRANSFER_MACHINE = Machine(
    states=TransferState,
    transitions=(
        Transition(
            "receive", (TransferState.SENT,), TransferState.RECEIVED, "确认接收", EDIT, competent=True, tone="primary"
        ),
        Transition(
            "withdraw", (TransferState.SENT,), TransferState.WITHDRAWN, "撤回", EDIT, needs_comment=True,
            tone="outline-danger",
        ),
    ),
)  # fmt: skip
STEPS = {
    "enroll": "列入名册",
    "send": "登记转出",
    "receive": "确认接收",
    "withdraw": "撤回",
    "reveal_id_number": "查看证件号码",
    "reveal_phone": "查看联系电话",
}
