from django.db import models

from core.workflow.machine import Machine, Transition


class CertificateState(models.TextChoices):
    ISSUED = "issued", "已开具"
    WITHDRAWN = "withdrawn", "已撤回"


class Verdict(models.TextChoices):
    """What whoever scans the code is told."""

    VALID = "valid", "有效"
    EXPIRED = "expired", "已过有效期"
    WITHDRAWN = "withdrawn", "已撤回"
    ALTERED = "altered", "内容校验不符"


TONES = {Verdict.VALID: "ok", Verdict.EXPIRED: "neutral", Verdict.WITHDRAWN: "danger", Verdict.ALTERED: "danger"}

# Issued at once: nobody decides, the portal says what it has on record. Only taking it back is a step.
MACHINE = Machine(
    states=CertificateState,
    transitions=(
        Transition(
            "withdraw",
            (CertificateState.ISSUED,),
            CertificateState.WITHDRAWN,
            "撤回证明",
            "status_certificates.withdraw",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
        Transition(
            "cancel",
            (CertificateState.ISSUED,),
            CertificateState.WITHDRAWN,
            "作废",
            "own_certificates.draw",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
    ),
)
