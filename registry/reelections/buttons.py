"""What somebody may do now on the page of a chain, the next step first."""

from collections.abc import Callable
from dataclasses import dataclass

from core.access.actor import Actor
from registry.reelections.models import Reelection
from registry.reelections.states import BEFORE_THE_MEETING, REVIEW, WRITING, ReelectionState

S = ReelectionState
LINK, POST, REASON = "link", "post", "reason"


@dataclass(frozen=True)
class Button:
    """`kind`: link, post, or reason (a line of words goes with it)."""

    label: str
    url: str
    key: str  # tells two of a page apart
    kind: str = LINK
    tone: str = "outline-secondary"
    text: str = ""


# Step of the machine, words, page, kind, tone, text.
_OFFICE = (
    ("review", "审核", "review", LINK, "primary", ""),
    ("confirm", "复核通过", "confirm", POST, "primary", ""),
    ("approve", "批准延期", "approve", POST, "primary", ""),
    ("refuse", "不予批准", "refuse", REASON, "outline-danger", "写明不予批准的理由。"),
    ("enter", "登记换届结果", "enter", POST, "primary", ""),
    ("return_result", "退回会议结果", "return_result", REASON, "outline-secondary", "写明需要核对的内容。"),
    ("finish", "备案办结", "finish", LINK, "primary", ""),
    (
        "send_back",
        "退回补正",
        "send_back",
        REASON,
        "outline-secondary",
        "写明需要补正的内容，社会组织可修改后重新报送。",
    ),
)
_OF_EXTENSIONS, _OF_LISTS = ("approve", "refuse"), ("confirm",)


def buttons(reelection: Reelection, actor: Actor, address: Callable[..., str], *, may_write: bool) -> list[Button]:
    """`address` gives the address of a page of this desk; `may_write`: the association's steps are hers to take."""
    found = [*(_own_steps(reelection) if may_write else []), *_office_steps(reelection, actor)]
    if not actor.is_organization_side:
        found += _audit_steps(reelection, actor)
    if may_write:
        found += _own_others(reelection)
    return [
        Button(label, address(name, reelection.pk), name, kind, tone, text) for label, name, kind, tone, text in found
    ]


def _own_steps(reelection: Reelection) -> list[tuple]:
    steps = {
        S.CLEARED: ("登记会议通知", "notify", LINK, "primary", ""),
        S.NOTIFIED: ("报会议结果", "result", LINK, "primary", ""),
    }
    steps |= dict.fromkeys(WRITING, ("报送", "submit", POST, "primary", ""))
    its = steps.get(S(reelection.state))
    return [its] if its else []


def _office_steps(reelection: Reelection, actor: Actor) -> list[tuple]:
    may = {step.name for step in reelection.machine.available(reelection, actor)}
    may -= set(_OF_LISTS if reelection.is_extension else _OF_EXTENSIONS)
    return [tuple(rest) for step, *rest in _OFFICE if step in may]


def _is_audited_later(reelection: Reelection) -> bool:
    open_states = (*BEFORE_THE_MEETING, S.HELD)
    return not reelection.is_extension and not reelection.audit_id and reelection.state in open_states


def _audit_steps(reelection: Reelection, actor: Actor) -> list[tuple]:
    is_its = actor.can(REVIEW) and not actor.read_only and actor.competent_for(reelection)
    if not is_its or not _is_audited_later(reelection):
        return []
    if reelection.audited_on:
        return [("登记审计", "record_audit", POST, "outline-primary", "")]
    if reelection.audit_skipped:
        return []
    return [("免予审计", "skip_audit", REASON, "outline-secondary", "依法不需要审计或者已有其他审计的，写明理由。")]


def _own_others(reelection: Reelection) -> list[tuple]:
    found: list[tuple] = []
    if _is_audited_later(reelection):
        label = "更正审计报告" if reelection.audited_on else "报送审计报告"
        found.append((label, "audit", LINK, "outline-secondary", ""))
    if reelection.state in BEFORE_THE_MEETING:
        found.append(("撤回", "withdraw", REASON, "outline-danger", "写明撤回原因，撤回后不再办理。"))
    return found
