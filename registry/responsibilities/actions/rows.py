"""One row: proposed, confirmed, asked about, accepted or contested, decided."""

import datetime

from django.db import transaction

from core import audit
from core.access.actor import Actor
from core.departments.models import Department
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import check_step, lock, perform
from registry.responsibilities import notices
from registry.responsibilities.actions.ledgers import refeed, send_rows
from registry.responsibilities.learning import floor
from registry.responsibilities.models import LedgerRow
from registry.responsibilities.states import LedgerState, RowState

EDITABLE = (LedgerState.DRAFT, LedgerState.CONSULTING, LedgerState.ARBITRATING)


def _check_state(row: LedgerRow, name: str) -> None:
    step = row.machine[name]
    if row.state not in step.sources:
        raise WrongState(f"当前状态为“{row.get_state_display()}”，不能{step.label}。请刷新页面查看最新情况。")
    if row.ledger.state not in EDITABLE:
        raise WrongState(f"台账处于“{row.ledger.get_state_display()}”，不能{step.label}。")


def _check(row: LedgerRow, name: str, actor: Actor) -> None:
    _check_state(row, name)
    check_step(row, name, actor=actor)


@transaction.atomic
def assign(
    row: LedgerRow, *, actor: Actor, industry_department: Department | None, party_department: Department
) -> None:
    """确认归口: an industry department where the register has no business supervisor, and a party organ for all.

    Raises NotPermitted, NotCompetent, WrongState, Refusal for an industry department beside a business supervisor.
    """
    lock(row)
    _check_state(row, "confirm")
    if row.supervisor_id and industry_department:
        raise Refusal(
            f"该组织登记的业务主管单位为{row.supervisor.name}，不再确定行业管理部门；登记有误的，请办理变更登记。"
        )
    industry = industry_department.pk if industry_department else None
    perform(
        row,
        "confirm",
        actor=actor,
        comment=f"归口：{industry_department or row.supervisor or '暂不确定'}；党建：{party_department}",
        industry_department_id=industry,
        party_department_id=party_department.pk,
        answering_id=row.supervisor_id or industry or party_department.pk,
    )
    audit.record("ledgers.assign", actor=actor, subject=row, organization=row.organization_id)


def check_confirm_first(row: LedgerRow, actor: Actor) -> None:
    """Of many at once, only those the portal is sure enough about; the others are looked at one by one."""
    _check(row, "confirm", actor)
    if row.state == RowState.PROPOSED:
        raise WrongState("已拟定归口，无需再确认。")
    if row.supervisor_id is None and (not row.proposals or (row.confidence or 0) < floor()):
        raise Refusal("系统没有把握，请打开逐项选择行业管理部门。")


@transaction.atomic
def confirm_first(row: LedgerRow, *, actor: Actor) -> None:
    """Take the likeliest proposal. Raises what check_confirm_first raises."""
    lock(row)
    check_confirm_first(row, actor)
    first = Department.objects.get(pk=row.proposals[0]["department"]) if row.proposals else None
    assign(
        row,
        actor=actor,
        industry_department=None if row.supervisor_id else first,
        party_department=row.party_department or row.ledger.partner,
    )


def check_send(row: LedgerRow, actor: Actor) -> None:
    _check(row, "send", actor)
    if row.ledger.state == LedgerState.DRAFT:
        raise WrongState("台账还在起草，请在台账页面统一送部门征求意见。")


@transaction.atomic
def send(row: LedgerRow, *, actor: Actor) -> None:
    """A row confirmed after the consultation began. Raises what check_send raises."""
    lock(row)
    check_send(row, actor)
    send_rows([row], actor)


def check_accept(row: LedgerRow, actor: Actor) -> None:
    _check(row, "accept", actor)


@transaction.atomic
def accept(row: LedgerRow, *, actor: Actor) -> None:
    """The department takes it on. Raises NotPermitted, NotCompetent, WrongState."""
    lock(row)
    _check_state(row, "accept")
    perform(row, "accept", actor=actor)
    audit.record("ledgers.accept", actor=actor, subject=row, organization=row.organization_id)


def check_contest(row: LedgerRow, actor: Actor) -> None:
    _check(row, "contest", actor)


@transaction.atomic
def contest(row: LedgerRow, *, actor: Actor, comment: str, suggested: Department | None = None) -> None:
    """Not ours, and why. Raises as accept, and CommentRequired without grounds."""
    lock(row)
    _check_state(row, "contest")
    grounds = comment.strip()[:500]
    suggested_id = suggested.pk if suggested else None
    perform(row, "contest", actor=actor, comment=comment, grounds=grounds, suggested_department_id=suggested_id)
    refeed(row.ledger)
    notices.contested(row)
    audit.record("ledgers.contest", actor=actor, subject=row, organization=row.organization_id)


@transaction.atomic
def decide(
    row: LedgerRow,
    *,
    actor: Actor,
    comment: str,
    industry_department: Department | None,
    opinion: str = "",
    opinion_on: datetime.date | None = None,
) -> None:
    """裁定, by a seat of either organ, with the opinion of the 编办 on record. Both sides are told.

    Raises NotPermitted, NotCompetent, CommentRequired, WrongState, Refusal.
    """
    lock(row)
    _check_state(row, "decide")
    if not actor.is_system and actor.department_id not in row.ledger.organs:
        raise NotCompetent(f"“裁定”由{row.ledger.department.name}和{row.ledger.partner.name}办理。")
    if row.supervisor_id and industry_department:
        raise Refusal(f"该组织登记的业务主管单位为{row.supervisor.name}，裁定不能改变登记事项。")
    if opinion and opinion_on is None:
        raise Refusal("填写了编办意见的，请写明意见日期。")
    before = row.answering_id
    industry = industry_department.pk if industry_department else None
    after = row.supervisor_id or industry or row.party_department_id
    perform(
        row,
        "decide",
        actor=actor,
        comment=comment,
        industry_department_id=industry,
        answering_id=after,
        decision=comment.strip()[:500],
        opinion=opinion.strip()[:300],
        opinion_on=opinion_on,
    )
    notices.decided(row, {before, after})
    refeed(row.ledger)
    audit.record("ledgers.decide", actor=actor, subject=row, organization=row.organization_id)
