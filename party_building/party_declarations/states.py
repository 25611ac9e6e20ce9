from django.db import models

from core.workflow.machine import Machine, Transition


class DeclarationState(models.TextChoices):
    AGREED = "agreed", "一致"
    WRITTEN = "written", "已采用"
    DIFFERING = "differing", "有差异"
    TAKEN = "taken", "差异已采用申报数"
    KEPT = "kept", "差异已保留原记录"


S = DeclarationState
TONES = {S.AGREED: "ok", S.WRITTEN: "ok", S.DIFFERING: "warning", S.TAKEN: "neutral", S.KEPT: "neutral"}
EDIT = "party_counts.edit"
MACHINE = Machine(
    states=DeclarationState,
    transitions=(
        Transition("take", (S.DIFFERING,), S.TAKEN, "采用申报数", EDIT, competent=True, tone="primary"),
        Transition("keep", (S.DIFFERING,), S.KEPT, "保留原记录", EDIT, needs_comment=True, competent=True),
    ),
)
STEPS = {"take_in": "年报接收", "take": "采用申报数", "keep": "保留原记录"}
