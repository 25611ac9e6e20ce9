"""Who acts on the tree of party units."""

from core.access.actor import Actor
from core.workflow.errors import NotCompetent, NotPermitted
from party_building.party_units.models import PartyUnit

EDIT = "party_units.edit"


def require(unit: PartyUnit, actor: Actor, what: str) -> None:
    """Raises NotPermitted, NotCompetent (naming the organ above the unit)."""
    if not actor.can(EDIT):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")
    if not actor.competent_for(unit):
        raise NotCompetent(f"“{what}”由{unit.competent_department_name}办理。您可以查看，不能办理。")
