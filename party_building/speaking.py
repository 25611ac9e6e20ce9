"""Who speaks for a party unit: its secretary, and the organ above it."""

from core.access.actor import Actor
from core.workflow.errors import NotCompetent, NotPermitted
from party_building.party_units.models import PartyUnit


def speaks_for(unit: PartyUnit, actor: Actor, *, own: str, line: str) -> bool:
    """A secretary (permission `own`) for units that her organization hosts or is covered by; an officer (`line`) for
    those of her organ."""
    if actor.is_system:
        return True
    if actor.read_only:
        return False
    if actor.is_organization_side:
        return actor.can(own) and PartyUnit.objects.visible_to(actor).filter(pk=unit.pk).exists()
    return actor.can(line) and actor.competent_for(unit)


def require_voice(unit: PartyUnit, actor: Actor, what: str, *, own: str, line: str) -> None:
    """Raises NotPermitted, NotCompetent (naming the unit and the organ above it)."""
    if speaks_for(unit, actor, own=own, line=line):
        return
    if not (actor.can(own) or actor.can(line)):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")
    raise NotCompetent(f"“{what}”由{unit.name}或其上级{unit.competent_department_name}办理。您可以查看，不能办理。")
