"""Who may take a step of the association: itself, or its authority from paper at the counter."""

import datetime

from core import audit
from core.access.actor import Actor
from core.workflow.errors import NotPermitted, WrongState
from core.workflow.perform import check_competent, lock
from registry.reelections.models import Reelection
from registry.reelections.states import OWN_FILE, REVIEW, WRITING
from registry.signals import reelection_moved

MOVING = ("send_back", "confirm", "approve", "refuse", "withdraw")  # what ends a review
PORTAL = Actor.system("reelections")
FILL, OPINE_ITEM, REVIEW_ITEM, MEND_ITEM = (
    "reelections.fill",
    "reelections.opine",
    "reelections.review",
    "reelections.mend",
)
MEET_ITEM, ENTER_ITEM, AUDIT_ITEM = "reelections.meet", "reelections.enter", "reelections.audit"


def require(actor: Actor, code: str, what: str) -> None:
    if actor.read_only or not actor.can(code):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")


def voice(thing, actor: Actor, what: str) -> None:
    """`thing` is an organization or a chain of one. Raises NotPermitted, NotCompetent."""
    require(actor, OWN_FILE if actor.is_organization_side else REVIEW, what)
    check_competent(thing, actor=actor, label=what)


def office(reelection: Reelection, actor: Actor, what: str) -> None:
    """A step of the authority that is none of the machine. Raises NotPermitted, NotCompetent."""
    require(actor, REVIEW, what)
    check_competent(reelection, actor=actor, label=what)


def writing(reelection: Reelection, actor: Actor, what: str) -> None:
    """Hold a chain whose list may still be written. Raises NotPermitted, NotCompetent, WrongState."""
    voice(reelection, actor, what)
    lock(reelection)
    if reelection.state not in WRITING:
        raise WrongState(f"当前状态为“{reelection.get_state_display()}”，不能{what}。")


def record(reelection: Reelection, verb: str, actor: Actor, **more) -> None:
    audit.record(
        f"reelections.{verb}", actor=actor, subject=reelection, organization=reelection.organization_id, **more
    )
    if verb in MOVING:
        reelection_moved.send(Reelection, reelection=reelection)


def touch(reelection: Reelection, **changes) -> None:
    """Write what belongs to the present state; pages opened before become stale."""
    for name, value in changes.items():
        setattr(reelection, name, value)
    reelection.version += 1
    reelection.save(update_fields=[*changes, "version"])


def later(day: datetime.date | None, today: datetime.date) -> datetime.date | None:
    """A date that is planned back from the end of a term and may have gone by already."""
    return day if day and day >= today else None
