from django.db import models

from core.workflow.machine import Machine, Transition


class RequestKind(models.TextChoices):
    ESTABLISH = "establish", "成立党组织"
    AFFILIATE = "affiliate", "挂靠现有党组织"
    DISSOLVE = "dissolve", "撤销党组织"
    SPLIT = "split", "拆分联合党组织"
    MERGE = "merge", "合并党组织"
    REATTACH = "reattach", "改变隶属关系"
    REELECTION = "reelection", "换届选举"
    EXTENSION = "extension", "延期换届"


OF_A_UNIT = tuple(kind for kind in RequestKind if kind != RequestKind.ESTABLISH)
# What a branch may ask for itself; the tree and the membership of several bodies are the organ's business.
OF_A_BRANCH = (RequestKind.ESTABLISH, RequestKind.DISSOLVE, RequestKind.REELECTION, RequestKind.EXTENSION)


class RequestState(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待批复"
    RETURNED = "returned", "退回修改"
    REFUSED = "refused", "不予同意"
    APPROVED = "approved", "已批复"
    CARRIED_OUT = "carried_out", "已批复并登记"
    WITHDRAWN = "withdrawn", "已撤回"


class ConsentState(models.TextChoices):
    """What the served place says; beside the request's own state, because it may be asked while it is drafted."""

    NOT_NEEDED = "", "不需要"
    ASKED = "asked", "待属地回复"
    GIVEN = "given", "属地同意"
    DECLINED = "declined", "属地不同意"


class Severity(models.TextChoices):
    REFUSE = "refuse", "不能批复"
    REMIND = "remind", "提示"


WRITING = (RequestState.DRAFT, RequestState.RETURNED)
OPEN = (*WRITING, RequestState.SUBMITTED)
ANSWERED = (RequestState.APPROVED, RequestState.CARRIED_OUT, RequestState.REFUSED)
TONES = {
    RequestState.DRAFT: "neutral",
    RequestState.SUBMITTED: "info",
    RequestState.RETURNED: "warning",
    RequestState.REFUSED: "danger",
    RequestState.APPROVED: "info",
    RequestState.CARRIED_OUT: "ok",
    RequestState.WITHDRAWN: "neutral",
}
CONSENT_TONES = {ConsentState.ASKED: "info", ConsentState.GIVEN: "ok", ConsentState.DECLINED: "danger"}

MACHINE = Machine(
    states=RequestState,
    transitions=(
        Transition(
            "submit",
            WRITING,
            RequestState.SUBMITTED,
            "提交请示",
            "unit_requests.write",
            competent=True,
            tone="primary",
        ),
        Transition(
            "approve",
            (RequestState.SUBMITTED,),
            RequestState.APPROVED,
            "批复同意",
            "unit_requests.decide",
            competent=True,
            tone="primary",
        ),
        Transition("carry_out", (RequestState.APPROVED,), RequestState.CARRIED_OUT, "登记生效", automatic=True),
        Transition(
            "send_back",
            (RequestState.SUBMITTED,),
            RequestState.RETURNED,
            "退回修改",
            "unit_requests.decide",
            needs_comment=True,
            competent=True,
        ),
        Transition(
            "refuse",
            (RequestState.SUBMITTED,),
            RequestState.REFUSED,
            "不予同意",
            "unit_requests.decide",
            needs_comment=True,
            competent=True,
            tone="outline-danger",
        ),
        Transition(
            "withdraw",
            WRITING,
            RequestState.WITHDRAWN,
            "撤回",
            "unit_requests.write",
            competent=True,
            tone="outline-danger",
        ),
    ),
)
