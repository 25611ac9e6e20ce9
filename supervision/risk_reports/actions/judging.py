"""Verbs of the office where a report lies. Each takes everything tied to it along; each says why."""

from django.db import transaction

from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.refusal import Refusal
from core.workflow.errors import CommentRequired
from supervision.risk_reports import line
from supervision.risk_reports.actions.steps import hold, step
from supervision.risk_reports.models import RiskReport
from supervision.risk_reports.states import Colour

RECEIVING = (DepartmentKind.GOVERNMENT, DepartmentKind.CIVIL_AFFAIRS, DepartmentKind.PARTY_ORGAN)


@transaction.atomic
def verify(report: RiskReport, *, actor: Actor, comment: str, severity: str) -> None:
    """核实属实, with how grave it is. Raises as perform; Refusal without a severity."""
    if severity not in Colour.values:
        raise Refusal("请评定等级。")
    step(report, "verify", actor=actor, comment=comment, severity=severity)


@transaction.atomic
def refute(report: RiskReport, *, actor: Actor, comment: str) -> None:
    step(report, "refute", actor=actor, comment=comment, outcome=comment.strip())


@transaction.atomic
def raise_up(report: RiskReport, *, actor: Actor, comment: str) -> None:
    """上报一级, with a fresh clock there. Raises Refusal above the city."""
    hold(report)
    found = line.above(report)
    if found is None:
        raise Refusal("已经是市级，不能再上报，请核实、转办或者办结。")
    step(report, "raise_up", actor=actor, comment=comment, level=found[0], office=found[1])


@transaction.atomic
def send_down(report: RiskReport, *, actor: Actor, comment: str) -> None:
    """交办下一级: what came up by itself, or belongs to the place, with a fresh clock there."""
    hold(report)
    found = line.below(report)
    if found is None:
        raise Refusal("没有下一级可以交办。")
    step(report, "send_down", actor=actor, comment=comment, level=found[0], office=found[1])


@transaction.atomic
def hand_over(report: RiskReport, *, actor: Actor, department: Department, comment: str) -> None:
    """转办 to the office that is competent for the matter; only from now on does it see the report."""
    hold(report)
    if department.pk == report.office_id:
        raise Refusal("报送就在本单位，不必转办。")
    if department.kind not in RECEIVING:
        raise Refusal("只能转给党政部门、民政部门或者党建工作机构；上下级之间请用上报、交办。")
    step(report, "hand_over", actor=actor, comment=comment, office=department, handed_to=department)


@transaction.atomic
def hand_back(report: RiskReport, *, actor: Actor, comment: str) -> None:
    """退回 to the office of the line that handed it on; whoever gives it back no longer sees it."""
    hold(report)
    office = line.office_of(line.places_in(report), report.level)
    if office is None:
        found = line.above(report)
        if found is None:
            raise Refusal("没有可以退回的单位，请直接办结并写明情况。")
        step(report, "hand_back", actor=actor, comment=comment, level=found[0], office=found[1], handed_to=None)
        return
    step(report, "hand_back", actor=actor, comment=comment, office=office, handed_to=None)


@transaction.atomic
def finish(report: RiskReport, *, actor: Actor, comment: str) -> None:
    """办结 of what was found true: what was done, in words the reporter reads."""
    _end(report, "finish", actor, comment)


@transaction.atomic
def answer(report: RiskReport, *, actor: Actor, comment: str) -> None:
    """办结 by the office it was handed to. What is added later lies with the office of the line again."""
    hold(report)
    office = line.office_of(line.places_in(report), report.level)
    _end(report, "answer", actor, comment, office=office)


def _end(report: RiskReport, name: str, actor: Actor, comment: str, **where) -> None:
    if not comment.strip():
        raise CommentRequired("请写明办理结果，报送人会看到。")
    step(report, name, actor=actor, comment=comment, outcome=comment.strip(), **where)


@transaction.atomic
def reopen(report: RiskReport, *, actor: Actor, comment: str) -> None:
    """重新研判 by the office of the line that has it at its level, with a fresh clock."""
    hold(report)
    step(report, "reopen", actor=actor, comment=comment, outcome="")
