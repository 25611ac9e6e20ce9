from django.db import models

from core.workflow.machine import Machine, Transition


class PushKind(models.TextChoices):
    REGISTRATION = "registration", "成立登记"
    CHANGE = "change", "变更登记"
    CANCELLATION = "cancellation", "注销登记"


class PushSource(models.TextChoices):
    API = "api", "接口"
    SPREADSHEET = "spreadsheet", "表格"


class PushState(models.TextChoices):
    DOUBTFUL = "doubtful", "需人工核对"
    RECEIVED = "received", "待接收"
    ACCEPTING = "accepting", "三方接收中"
    SETTLED = "settled", "已落实"
    RETURNED = "returned", "已退回"


OPEN_STATES = (PushState.DOUBTFUL, PushState.RECEIVED, PushState.ACCEPTING)
TONES = {
    PushState.DOUBTFUL: "warning",
    PushState.RECEIVED: "info",
    PushState.ACCEPTING: "info",
    PushState.SETTLED: "ok",
    PushState.RETURNED: "danger",
}

# `begin` and `settle` follow from what the parties say; `resubmit` is the approval bureau's, checked by its verb.
PUSH_MACHINE = Machine(
    states=PushState,
    transitions=(
        Transition(
            "clear",
            (PushState.DOUBTFUL,),
            PushState.RECEIVED,
            "核对无误",
            "approvals.direct",
            needs_comment=True,
            competent=True,
            tone="primary",
        ),
        Transition(
            "give_back",
            (PushState.DOUBTFUL, PushState.RECEIVED, PushState.ACCEPTING),
            PushState.RETURNED,
            "退回审批局",
            "approvals.direct",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
        Transition("begin", (PushState.RECEIVED,), PushState.ACCEPTING, "开始接收", "approvals.accept"),
        Transition("settle", (PushState.RECEIVED, PushState.ACCEPTING), PushState.SETTLED, "落实", "approvals.accept"),
        Transition(
            "resubmit",
            (PushState.RETURNED, PushState.DOUBTFUL, PushState.RECEIVED, PushState.ACCEPTING),
            PushState.RECEIVED,
            "重新推送",
            "approvals.push",
        ),
        Transition(
            "resubmit_doubtful",
            (PushState.RETURNED, PushState.DOUBTFUL, PushState.RECEIVED, PushState.ACCEPTING),
            PushState.DOUBTFUL,
            "重新推送",
            "approvals.push",
        ),
    ),
)
PUSH_STEPS = {
    "push": "推送",
    "clear": "核对无误",
    "give_back": "退回审批局",
    "begin": "开始接收",
    "settle": "各方均已接收，落实",
    "resubmit": "重新推送",
    "resubmit_doubtful": "重新推送，待核对",
}


class Party(models.TextChoices):
    """The three who accept (三方)."""

    CIVIL_AFFAIRS = "civil_affairs", "民政"
    DEPARTMENT = "department", "责任部门"
    PARTY_ORGAN = "party_organ", "党建工作机构"


class AcceptanceState(models.TextChoices):
    WAITING = "waiting", "待接收"
    ACCEPTED = "accepted", "已接收"
    CONTESTED = "contested", "有异议"
    REPLACED = "replaced", "已改送"
    WITHDRAWN = "withdrawn", "已撤回"


ACCEPTANCE_TONES = {
    AcceptanceState.WAITING: "info",
    AcceptanceState.ACCEPTED: "ok",
    AcceptanceState.CONTESTED: "warning",
}

ACCEPTANCE_MACHINE = Machine(
    states=AcceptanceState,
    transitions=(
        Transition(
            "accept",
            (AcceptanceState.WAITING,),
            AcceptanceState.ACCEPTED,
            "接收",
            "approvals.accept",
            competent=True,
            tone="primary",
        ),
        Transition(
            "contest",
            (AcceptanceState.WAITING,),
            AcceptanceState.CONTESTED,
            "提出异议",
            "approvals.accept",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
        # Civil affairs answers what is contested: the competence of the push, asked by actions.answering.
        Transition(
            "uphold",
            (AcceptanceState.CONTESTED,),
            AcceptanceState.WAITING,
            "维持并再次送达",
            "approvals.direct",
            needs_comment=True,
        ),
        Transition(
            "replace",
            (AcceptanceState.CONTESTED,),
            AcceptanceState.REPLACED,
            "改送其他单位",
            "approvals.direct",
            needs_comment=True,
        ),
        Transition(
            "withdraw",
            (AcceptanceState.WAITING, AcceptanceState.ACCEPTED, AcceptanceState.CONTESTED),
            AcceptanceState.WITHDRAWN,
            "随件撤回",
        ),
    ),
)
ACCEPTANCE_STEPS = {
    "accept": "接收",
    "contest": "提出异议",
    "uphold": "维持并再次送达",
    "replace": "改送其他单位",
    "withdraw": "随件撤回",
}


class DutyKind(models.TextChoices):
    """What follows from a decision, until the fact is there."""

    RESPONSIBILITY = "responsibility", "明确责任部门"
    PARTY_LINE = "party_line", "明确党建责任单位"
    PARTY = "party", "建立党组织或选派党建指导员"
    ACCOUNT = "account", "开通组织账号"
    FIRST_REPORT = "first_report", "报送首次年度报告"
    CERTIFICATE = "certificate", "补传登记证书副本"
    REPRESENTATIVE = "representative", "登记法定代表人"


class SignOffSide(models.TextChoices):
    APPROVAL = "approval", "审批局"
    CIVIL_AFFAIRS = "civil_affairs", "民政"
