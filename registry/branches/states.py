from django.db import models

from core.workflow.machine import Machine, Transition


class BranchKind(models.TextChoices):
    BRANCH = "branch", "分支机构"
    REPRESENTATIVE = "representative", "代表机构"
    SPECIAL_FUND = "special_fund", "专项基金"
    OFFICE = "office", "办事机构"


class FilingAct(models.TextChoices):
    ESTABLISH = "establish", "设立"
    CHANGE = "change", "变更"
    CLOSE = "close", "终止"


class FilingState(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待备案"
    RETURNED = "returned", "退回补正"
    NOTED = "noted", "已备案"
    WITHDRAWN = "withdrawn", "已撤回"


class Severity(models.TextChoices):
    """What a finding does to a filing."""

    REFUSE = "refuse", "不予备案"
    CONFIRM = "confirm", "备案须写明理由"
    REMIND = "remind", "提示"


WRITING = (FilingState.DRAFT, FilingState.RETURNED)
OPEN_FILINGS = (*WRITING, FilingState.SUBMITTED)
TONES = {
    FilingState.DRAFT: "neutral",
    FilingState.SUBMITTED: "info",
    FilingState.RETURNED: "danger",
    FilingState.NOTED: "ok",
    FilingState.WITHDRAWN: "neutral",
}

# The organization writes and sends; the authority takes note (备案) or sends back. Nothing is approved here.
FILING_MACHINE = Machine(
    states=FilingState,
    transitions=(
        Transition(
            "submit", WRITING, FilingState.SUBMITTED, "提交备案", "own_branches.file", competent=True, tone="primary"
        ),
        Transition(
            "withdraw",
            OPEN_FILINGS,
            FilingState.WITHDRAWN,
            "撤回",
            "own_branches.file",
            competent=True,
            tone="outline-danger",
        ),
        Transition(
            "note",
            (FilingState.SUBMITTED,),
            FilingState.NOTED,
            "予以备案",
            "branches.note",
            competent=True,
            tone="primary",
        ),
        Transition(
            "send_back",
            (FilingState.SUBMITTED,),
            FilingState.RETURNED,
            "退回补正",
            "branches.note",
            needs_comment=True,
            competent=True,
        ),
    ),
)
