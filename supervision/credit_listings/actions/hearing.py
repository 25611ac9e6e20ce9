"""告知 and 陈述申辩: the notice by a letter, its service, what the organization says, certificates of offices."""

import datetime

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.models import Department
from core.files.models import StoredFile
from core.identity.actions import require
from core.refusal import Refusal
from core.workdays.calendar import add_workdays
from core.workflow.errors import NotPermitted, WrongState
from core.workflow.perform import check_competent, lock, log, perform
from supervision import signals
from supervision.credit_listings import notices
from supervision.credit_listings.actions.proposing import NOTIFY_ITEM
from supervision.credit_listings.actions.stopping import PORTAL, drop, look_again
from supervision.credit_listings.models import ListingCase, ListingStatement
from supervision.credit_listings.states import (
    PROPOSE,
    STATE_OWN,
    CaseState,
    CertificateJudgment,
    StatementKind,
)
from supervision.credit_pauses.actions import refuse_paused
from supervision.credit_pauses.states import Track
from supervision.credit_terms.models import period
from supervision.credit_terms.states import CreditList, PeriodCode
from supervision.letters import actions as letters
from supervision.letters.models import Letter

STATE_ITEM, PREPARE_ITEM = "credit_listings.state", "credit_listings.prepare"
MAY_STATE = (CaseState.HEARING, CaseState.PREPARED)


@transaction.atomic
def notify(case: ListingCase, *, actor: Actor, issuer: Department, issuer_name: str = "") -> Letter | None:
    """拟制列入事先告知书; the letter goes its own way to the signature and to the organization.

    None where the fact is gone by now: the case was stopped instead.
    """
    lock(case)
    refuse_paused(case.organization_id, Track.CREDIT)
    if not look_again(case).holds:
        return None
    days = period(PeriodCode.STATEMENT, clock.today())
    letter = letters.draft(
        actor=actor, kind="listing_notice", issuer=issuer, issuer_name=issuer_name, organization=case.organization,
        values={
            "list_name": case.get_list_display(), "facts": case.facts, "basis": case.ground.source,
            "statement_days": f"{days}个工作日",
        },
    )  # fmt: skip
    perform(case, "notify", actor=actor, notice=letter)
    worklist.close_items(case, NOTIFY_ITEM, actor=actor)
    audit.record("credit_listings.notify", actor=actor, subject=case, organization=case.organization_id)
    return letter


@transaction.atomic
def notice_served(case: ListingCase, served_on: datetime.date) -> None:
    """The notice has reached the organization, 公告送达 included: its days run from the day after `served_on`."""
    lock(case)
    if case.state != CaseState.NOTIFYING or not look_again(case).holds:
        return
    due = add_workdays(served_on, period(PeriodCode.STATEMENT, served_on))
    decide_by = add_workdays(due, period(PeriodCode.DECISION, served_on))
    step = perform(case, "hear", actor=PORTAL, served_on=served_on, statement_due_on=due, decide_due_on=decide_by)
    worklist.open_item(
        STATE_ITEM, subject=case, title="可以陈述、申辩", url_name="org:credit_listings:detail",
        organization=case.organization_id, due_on=due,
    )  # fmt: skip
    worklist.open_item(
        PREPARE_ITEM, subject=case, title=f"陈述申辩期满后拟处理意见：{case.organization.name}",
        url_name="staff:credit_listings:detail", department=case.competent_department_id, due_on=decide_by,
    )  # fmt: skip
    notices.to_body(case, step.pk)
    audit.record("credit_listings.hear", actor=PORTAL, subject=case, organization=case.organization_id)


@transaction.atomic
def notice_dropped(case: ListingCase) -> None:
    """The letter was withdrawn or voided: a new one is drafted, or the case is withdrawn too."""
    lock(case)
    if case.state != CaseState.NOTIFYING:
        return
    perform(case, "notice_dropped", actor=PORTAL, notice=None)
    worklist.open_item(
        NOTIFY_ITEM, subject=case, title=f"拟制列入事先告知书：{case.organization.name}",
        url_name="staff:credit_listings:detail", department=case.competent_department_id,
    )  # fmt: skip


@transaction.atomic
def state(
    case: ListingCase, *, actor: Actor, kind: str, text: str, certifier: str = "", file: StoredFile | None = None,
    received_on: datetime.date | None = None,
) -> ListingStatement:  # fmt: skip
    """陈述申辩 by the organization, or taken down by the office from paper with the day it came in.

    Until the decision everything is read; what came after the last day is marked as late and considered all the same.
    Raises NotPermitted, NotCompetent, WrongState, Refusal.
    """
    lock(case)
    is_own = actor.is_organization_side
    if not actor.can(STATE_OWN if is_own else PROPOSE) or actor.read_only:
        raise NotPermitted("您的岗位没有“提交陈述申辩”的权限。")
    check_competent(case, actor=actor, label="陈述申辩")
    if case.state not in MAY_STATE:
        raise WrongState(f"当前状态为“{case.get_state_display()}”，不能提交陈述申辩。")
    day = clock.today() if is_own or received_on is None else received_on
    _check_statement(case, kind, text, certifier, day)
    made = ListingStatement.objects.create(
        case=case, kind=kind, text=text.strip(), certifier=certifier.strip(), file=file, received_on=day,
        is_late=day > case.statement_due_on, user_id=actor.user_id, department_id=actor.department_id,
    )  # fmt: skip
    if kind == StatementKind.CERTIFICATE:
        case.certificate_judgment, case.certificate_reason = "", ""
        case.save(update_fields=["certificate_judgment", "certificate_reason"])
    log(case, "state", actor=actor)
    worklist.close_items(case, STATE_ITEM, actor=actor)
    notices.stated(case, made.pk)
    audit.record("credit_listings.state", actor=actor, subject=case, organization=case.organization_id)
    return made


def _check_statement(case: ListingCase, kind: str, text: str, certifier: str, day: datetime.date) -> None:
    if not text.strip():
        raise Refusal("请填写陈述申辩的内容。")
    if day > clock.today() or day < case.served_on:
        raise Refusal(f"收到日期应在告知书送达（{case.served_on:%Y-%m-%d}）之后，不晚于今天。")
    if kind == StatementKind.CERTIFICATE and case.list != CreditList.ABNORMAL:
        raise Refusal("责任证明只适用于活动异常名录。")
    if kind == StatementKind.CERTIFICATE and not certifier.strip():
        raise Refusal("请填写出具证明的业务主管单位或者有关部门。")


@transaction.atomic
def judge_certificate(case: ListingCase, *, actor: Actor, judgment: str, reason: str) -> None:
    """What the certificate of an office is worth. Accepted, the organization is not listed on this ground."""
    require(actor, PROPOSE, "审查责任证明")
    lock(case)
    check_competent(case, actor=actor, label="审查责任证明")
    if case.state != CaseState.HEARING:
        raise WrongState(f"当前状态为“{case.get_state_display()}”，不能审查责任证明。")
    if not case.statements.filter(kind=StatementKind.CERTIFICATE).exists():
        raise Refusal("没有收到责任证明。")
    if judgment not in CertificateJudgment.values or not reason.strip():
        raise Refusal("请选择是否采信并写明理由。")
    case.certificate_judgment, case.certificate_reason = judgment, reason.strip()
    case.version += 1
    case.save(update_fields=["certificate_judgment", "certificate_reason", "version"])
    log(case, "judge", actor=actor, comment=reason.strip())
    audit.record("credit_listings.judge", actor=actor, subject=case, organization=case.organization_id)


@transaction.atomic
def withdraw(case: ListingCase, *, actor: Actor, comment: str) -> None:
    """The office gives it up before it decides. The organization is told where it knew."""
    step = perform(case, "withdraw", actor=actor, comment=comment, ended_because=comment.strip()[:300],
                   ended_on=clock.today())  # fmt: skip
    worklist.close_items(case, actor=actor, cancelled=True)
    if case.notice is not None:
        drop(case.notice, comment)
    if case.served_on:
        notices.to_body(case, step.pk)
    audit.record("credit_listings.withdraw", actor=actor, subject=case, organization=case.organization_id)
    signals.listing_case_moved.send(None, case=case)
