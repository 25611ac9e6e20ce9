from django.db import models

from core.workflow.machine import Machine, Transition


class SiteState(models.TextChoices):
    APPLIED = "applied", "已申报"
    GROOMED = "groomed", "培育中"
    CHECKED = "checked", "验收通过"
    NAMED = "named", "已命名"
    DECLINED = "declined", "未列入"
    CANCELLED = "cancelled", "已撤回"
    WITHDRAWN = "withdrawn", "已撤销"


class Status(models.TextChoices):
    """What a site is on a day. Both are dated; a named site was groomed before."""

    GROOMED = "groomed", "培育"
    NAMED = "named", "命名"


EDIT, CONFIRM, APPLY = "model_sites.edit", "model_sites.confirm", "own_model_sites.apply"
OPEN = (SiteState.APPLIED, SiteState.GROOMED, SiteState.CHECKED, SiteState.NAMED)
TONES = {
    SiteState.APPLIED: "info",
    SiteState.GROOMED: "warning",
    SiteState.CHECKED: "warning",
    SiteState.NAMED: "ok",
    SiteState.WITHDRAWN: "danger",
}

# Whoever found a site good does not name it: another person does.
SITE_MACHINE = Machine(
    states=SiteState,
    transitions=(
        Transition("groom", (SiteState.APPLIED,), SiteState.GROOMED, "列为培育", EDIT, competent=True),
        Transition(
            "decline", (SiteState.APPLIED,), SiteState.DECLINED, "不予列入", EDIT, needs_comment=True, competent=True
        ),
        Transition(
            "cancel", (SiteState.APPLIED,), SiteState.CANCELLED, "撤回申报", APPLY, competent=True,
            tone="outline-danger",
        ),
        Transition("check", (SiteState.GROOMED,), SiteState.CHECKED, "验收通过", EDIT, competent=True),
        Transition(
            "fail", (SiteState.GROOMED, SiteState.CHECKED), SiteState.GROOMED, "验收未通过，继续培育", EDIT,
            needs_comment=True, competent=True,
        ),
        Transition(
            "name", (SiteState.CHECKED,), SiteState.NAMED, "命名", CONFIRM, competent=True, not_by=("check",)
        ),
        Transition(
            "withdraw", (SiteState.GROOMED, SiteState.CHECKED, SiteState.NAMED), SiteState.WITHDRAWN, "撤销", CONFIRM,
            needs_comment=True, competent=True,
        ),
    ),
)  # fmt: skip
STEPS = {
    "apply": "申报", "nominate": "上级推荐", "groom": "列为培育", "decline": "不予列入", "cancel": "撤回申报",
    "check": "验收通过", "fail": "验收未通过", "name": "命名", "withdraw": "撤销",
}  # fmt: skip
