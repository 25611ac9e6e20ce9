"""The branch records what it does, or the organ above enters it from paper; what the superior decides it decides."""

from core.access.actor import Actor
from core.workflow.errors import NotCompetent, NotPermitted
from party_building.admissions.states import OWN_RECORD, RECORD
from party_building.party_units.models import PartyUnit


def require(actor: Actor, code: str, what: str) -> None:
    if actor.read_only or not actor.can(code):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")


def may_record(unit: PartyUnit, actor: Actor) -> bool:
    """Whether the actor speaks for the branch: its secretary, or the organ above it."""
    if actor.read_only or not actor.can(OWN_RECORD if actor.is_organization_side else RECORD):
        return False
    if actor.is_organization_side:
        return PartyUnit.objects.visible_to(actor).filter(pk=unit.pk).exists()
    return actor.competent_for(unit)


def require_branch(unit: PartyUnit, actor: Actor, what: str) -> None:
    """Raises NotPermitted, NotCompetent naming the organ above the branch."""
    require(actor, OWN_RECORD if actor.is_organization_side else RECORD, what)
    if not may_record(unit, actor):
        raise NotCompetent(f"“{what}”由{unit.name}或其上级{unit.competent_department_name}办理。")
