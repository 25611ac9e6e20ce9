"""What people do with an alert, and what an event settles at once."""

import logging

from django.db import transaction

from core import clock
from core.access.actor import Actor
from core.workflow.errors import WrongState
from core.workflow.perform import check_step, lock, perform
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert

logger = logging.getLogger(__name__)


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


@transaction.atomic
def judge(alert: RiskAlert, *, actor: Actor, comment: str) -> None:
    """A person looked at it and says what it is. Raises WrongState once the condition is gone."""
    _hold_unresolved(alert, "研判")
    perform(alert, "judge", actor=actor, comment=comment)


@transaction.atomic
def dismiss(alert: RiskAlert, *, actor: Actor, comment: str) -> None:
    """Not a case: it stays dismissed while its facts stay as they are.

    The competent authority decides. Raises NotCompetent, CommentRequired, WrongState.
    """
    _hold_unresolved(alert, "排除")
    perform(
        alert, "dismiss", actor=actor, comment=comment, dismissed_on=clock.today(), dismissal_reason=comment.strip()
    )


def _hold_unresolved(alert: RiskAlert, verb: str) -> None:
    lock(alert)
    _refuse_resolved(alert, verb)


def _refuse_resolved(alert: RiskAlert, verb: str) -> None:
    if alert.is_resolved:
        raise WrongState(f"该预警已于{alert.resolved_on:%Y-%m-%d}解除，不能{verb}。请刷新页面查看最新情况。")
