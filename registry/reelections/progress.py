"""Where a chain stands: its steps in order, each with who takes it, until when, and what came of it.

One reading for the association and for the offices; words that only an office may see are not here.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from registry.reelections import queries
from registry.reelections.models import Candidate, Reelection, ReelectionOpinion
from registry.reelections.states import (
    BEFORE_THE_MEETING,
    CLEARED_STATES,
    UNDER_REVIEW,
    WRITING,
    OpinionState,
    ReelectionState,
    Side,
)

S = ReelectionState
DONE, CURRENT, LATER, SKIPPED, WAIVED = "done", "current", "later", "skipped", "waived"


@dataclass(frozen=True)
class Step:
    """`state`: done, current, later, skipped (by the authority, with a reason) or waived (not asked of this body)."""

    code: str
    label: str
    who: str
    state: str
    due_on: datetime.date | None = None
    on: datetime.date | None = None
    note: str = ""
    badge: tuple[str, str] | None = None

    @property
    def is_open(self) -> bool:
        return self.state == CURRENT


def steps(
    reelection: Reelection, candidates: Sequence[Candidate], opinions: Sequence[ReelectionOpinion]
) -> list[Step]:
    """`opinions` are those of the present round."""
    found = [_list_step(reelection)]
    found += [_opinion_step(reelection, side, opinions) for side in _sides(reelection)]
    found.append(_review_step(reelection))
    if reelection.is_extension:
        return found
    return [*found, _audit_step(reelection, candidates), *_meeting_steps(reelection)]


def current(found: Sequence[Step]) -> Step | None:
    """The step that is next: the one that holds the chain up."""
    return next((step for step in found if step.is_open), None)


def _sides(reelection: Reelection) -> tuple[Side, ...]:
    return (Side.DEPARTMENT,) if reelection.is_extension else (Side.DEPARTMENT, Side.PARTY)


def asked_of(reelection: Reelection, side: str):
    """The office that gives this opinion; None where the organization has none."""
    organization = reelection.organization
    if side == Side.PARTY:
        return organization.party_superior
    return organization.business_supervisor or organization.industry_department


def _list_step(reelection: Reelection) -> Step:
    label = "填报延期申请" if reelection.is_extension else "填报候选人"
    is_open = reelection.state in WRITING
    due = reelection.due_on if is_open else None
    return Step(
        "list", label, reelection.organization.name, CURRENT if is_open else DONE, due, reelection.submitted_on
    )


def _opinion_step(reelection: Reelection, side: Side, opinions: Sequence[ReelectionOpinion]) -> Step:
    office = asked_of(reelection, side)
    asked = next((one for one in opinions if one.side == side), None)
    label = "党建工作机构意见" if side == Side.PARTY else "业务主管单位（行业管理部门）意见"
    if asked is None:
        name = office.name if office else "无"
        note = "" if office else "没有明确该单位，不需要征求意见。"
        state = LATER if reelection.state in WRITING and office else WAIVED
        return Step(f"opinion_{side}", label, name, state, note=note)
    if asked.state == OpinionState.WAITING:
        is_open = reelection.state == S.OPINIONS
        return Step(
            f"opinion_{side}", label, asked.department.name, CURRENT if is_open else LATER, asked.due_on,
            badge=asked.pair,
        )  # fmt: skip
    is_skipped = asked.state == OpinionState.SKIPPED
    note = asked.skipped_because if is_skipped else asked.words
    if asked.contact and asked.result not in ("", "pass"):
        note = f"{note} 联系人：{asked.contact}".strip()
    return Step(
        f"opinion_{side}", label, asked.department.name, SKIPPED if is_skipped else DONE, on=asked.answered_on,
        note=note, badge=asked.pair,
    )  # fmt: skip


def _review_step(reelection: Reelection) -> Step:
    who = reelection.competent_department_name
    label = "登记管理机关批准" if reelection.is_extension else "登记管理机关审核（两人）"
    if reelection.state in (S.REVIEW, S.CONFIRMING):
        note = "待复核。" if reelection.state == S.CONFIRMING else ""
        return Step("review", label, who, CURRENT, reelection.due_on, note=note)
    if reelection.state in CLEARED_STATES or reelection.state == S.REFUSED:
        return Step("review", label, who, DONE, on=reelection.letter_on, note=reelection.letter_number)
    return Step("review", label, who, LATER)


def _audit_step(reelection: Reelection, candidates: Sequence[Candidate]) -> Step:
    who, label = reelection.organization.name, "换届（离任）审计"
    if reelection.audit_id:
        return Step("audit", label, who, DONE, on=reelection.audited_on, note=reelection.auditor)
    if reelection.audit_skipped:
        return Step("audit", label, who, SKIPPED, note=reelection.audit_skipped)
    rule = queries.audit_asked(reelection, candidates)
    if rule is None:
        return Step("audit", label, who, WAIVED, note="本次不需要审计。")
    if reelection.audited_on:
        state = CURRENT if reelection.state == S.CLEARED else LATER
        who = reelection.competent_department_name
        return Step("audit", label, who, state, note="报告已报送，待登记管理机关登记。")
    if reelection.state in BEFORE_THE_MEETING:
        state = CURRENT if reelection.state == S.CLEARED else LATER
        return Step("audit", label, who, state, note=f"依据：{rule.basis}。可在任何时候先行报送。")
    return Step("audit", label, who, LATER)


def _meeting_steps(reelection: Reelection) -> list[Step]:
    own, office, state = reelection.organization.name, reelection.competent_department_name, reelection.state
    waits = state in (*WRITING, *UNDER_REVIEW, S.WITHDRAWN)
    rows = (
        ("notice", "会议通知", own, S.CLEARED, reelection.notified_on, reelection.notice_skipped),
        ("meeting", "召开会议、报结果", own, S.NOTIFIED, reelection.held_on, reelection.resolution),
        ("entry", "登记换届结果", office, S.HELD, reelection.entered_on, ""),
        ("filing", "法定代表人变更、负责人备案", office, S.ENTERED, reelection.filed_on, reelection.filing_number),
    )
    found = []
    for code, label, who, its_state, on, note in rows:
        is_open, is_done = state == its_state, bool(on) and state != its_state
        step_state = CURRENT if is_open else DONE if is_done and not waits else LATER
        due = reelection.due_on if is_open else None
        found.append(Step(code, label, who, step_state, due, on if is_done else None, note if is_done else ""))
    return found
