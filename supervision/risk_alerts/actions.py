"""What people do with an alert, and what an event settles at once."""

import datetime
import logging

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from core import audit, clock, worklist
from core.access.actor import Actor
from core.departments.models import Department
from core.refusal import Refusal
from core.workflow.errors import NotPermitted, WrongState
from core.workflow.perform import check_step, lock, perform
from core.worklist.actions import reassign
from supervision.risk_alerts import queries, sweep
from supervision.risk_alerts.escalation import HANDLE
from supervision.risk_alerts.models import AlertComment, DismissalKind, RiskAlert
from supervision.risk_alerts.states import HandlingState

logger = logging.getLogger(__name__)

PAGE = "staff:risk_alerts:detail"
_NOBODYS = {"assigned_office": None, "assignee": None, "handle_due_on": None}


class UnknownReason(Refusal):
    """A dismissal names one of the reasons in force."""


def ask_again(event: str, organization_id: int) -> None:
    """Ask the rules settled by `event` about one organization; a failure waits for the night, not on the filer."""
    try:
        with transaction.atomic():
            sweep.ask_again(event, organization_id)
    except Exception:
        logger.exception("rules not asked again", extra={"event_name": event, "organization": organization_id})


def check_judge(alert: RiskAlert, actor: Actor) -> None:
    """Raises WrongState. Locks and writes nothing."""
    _refuse_resolved(alert, "研判")
    check_step(alert, "judge", actor=actor)


def check_dismiss(alert: RiskAlert, actor: Actor) -> None:
    """Raises NotCompetent, WrongState. Locks and writes nothing; who holds the permission is not asked."""
    _refuse_resolved(alert, "排除")
    check_step(alert, "dismiss", actor=actor)


def may_dismiss(alert: RiskAlert, actor: Actor) -> bool:
    """Whether an incomplete form is worth showing again; else the verb says what stands in the way."""
    try:
        check_dismiss(alert, actor)
    except Refusal:
        return False
    return True


def check_assign(alert: RiskAlert, actor: Actor) -> None:
    """Raises NotCompetent, WrongState. Locks and writes nothing."""
    _refuse_resolved(alert, "交办")
    check_step(alert, "assign", actor=actor)


@transaction.atomic
def judge(alert: RiskAlert, *, actor: Actor, comment: str) -> None:
    """A person looked at it: it is so. Raises WrongState once the condition is gone, CommentRequired."""
    _hold_unresolved(alert, "研判")
    perform(alert, "judge", actor=actor, comment=comment)


@transaction.atomic
def assign(
    alert: RiskAlert,
    *,
    actor: Actor,
    office: int,
    due_on: datetime.date | str,
    comment: str = "",
    person: int | None = None,
) -> None:
    """To an office that has to do with it by responsibility, until `due_on` (a date, or its ISO text); within the
    actor's own office also to a colleague. Assigning again takes it from who had it.

    Raises NotCompetent, WrongState, NotSeated, Refusal for an office without a part in it or a day that has passed.
    """
    _hold_unresolved(alert, "交办")
    due_on = datetime.date.fromisoformat(due_on) if isinstance(due_on, str) else due_on
    if due_on < clock.today():
        raise Refusal("办理期限不能早于今天。")
    receiver = _receiver(alert, office, person, actor)
    perform(
        alert, "assign", actor=actor, comment=comment,
        assigned_office=receiver, assignee_id=person, handle_due_on=due_on,
    )  # fmt: skip
    worklist.close_items(alert, HANDLE, actor=actor, cancelled=True)
    item = worklist.open_item(
        HANDLE, subject=alert, title=f"处置预警：{alert.subject_words}", url_name=PAGE,
        department=receiver, due_on=due_on,
    )  # fmt: skip
    if person is not None:
        reassign(item, actor=actor, to_user_id=person)
    audit.record("risk_alerts.assign", actor=actor, subject=alert, office=receiver.pk, person=person)


def _receiver(alert: RiskAlert, office: int, person: int | None, actor: Actor) -> Department:
    receiver = queries.offices_for(alert).filter(pk=office).first()
    if receiver is None:
        raise Refusal("只能交办给对该对象负有职责的单位。")
    if person is not None and office != actor.department_id:
        raise Refusal("只能指定本单位的承办人；其他单位由其自行安排。")
    if person is not None and person not in import_string(settings.DEPARTMENT_PEOPLE)(office):
        raise Refusal("所选人员在本单位没有岗位，不能交办。")
    return receiver


@transaction.atomic
def hand_back(alert: RiskAlert, *, actor: Actor, comment: str) -> None:
    """The office it was assigned to says why it is not theirs, or what stands in the way. Raises NotPermitted."""
    _hold_unresolved(alert, "退回交办")
    if alert.state == HandlingState.ASSIGNED and alert.assigned_office_id != actor.department_id:
        raise NotPermitted(f"该预警已交办给{alert.assigned_office.name}，由其退回。")
    perform(alert, "hand_back", actor=actor, comment=comment, **_NOBODYS)
    worklist.close_items(alert, HANDLE, actor=actor, cancelled=True)


@transaction.atomic
def dismiss(alert: RiskAlert, *, actor: Actor, reason: str, comment: str) -> None:
    """Not a case: it stays dismissed while its facts stay as they are. `reason` is the code of a DismissalKind.

    The competent authority decides. Raises UnknownReason, NotCompetent, CommentRequired, WrongState.
    """
    _hold_unresolved(alert, "排除")
    check_step(alert, "dismiss", actor=actor)
    kind = DismissalKind.objects.on(clock.today()).filter(code=reason).first()
    if kind is None:
        raise UnknownReason("请从列表中选择排除原因。")
    perform(
        alert, "dismiss", actor=actor, comment=comment,
        dismissed_on=clock.today(), dismissal_kind=kind, dismissal_reason=comment.strip(), **_NOBODYS,
    )  # fmt: skip
    worklist.close_items(alert, HANDLE, actor=actor, cancelled=True)


@transaction.atomic
def comment_on(alert: RiskAlert, *, actor: Actor, text: str) -> AlertComment:
    """Anybody with a working seat who sees the alert; also after it was resolved. Raises NotPermitted, Refusal."""
    if actor.read_only or not actor.can("risk_alerts.comment"):
        raise NotPermitted("您的岗位可以查看预警，不能留言。")
    if not text.strip():
        raise Refusal("请填写留言内容。")
    said = AlertComment.objects.create(
        alert=alert, text=text.strip(), user_id=actor.user_id, department_id=actor.department_id, at=clock.now()
    )
    audit.record("risk_alerts.comment", actor=actor, subject=alert, comment=said.pk)
    return said


def _hold_unresolved(alert: RiskAlert, verb: str) -> None:
    lock(alert)
    _refuse_resolved(alert, verb)


def _refuse_resolved(alert: RiskAlert, verb: str) -> None:
    if alert.is_resolved:
        raise WrongState(f"该预警已于{alert.resolved_on:%Y-%m-%d}解除，不能{verb}。请刷新页面查看最新情况。")
