"""Who keeps the register: the organ above the unit or, for those without a unit here, above their employer."""

from core.access.actor import Actor
from core.workflow.errors import NotCompetent, NotPermitted, Refusal
from core.workflow.perform import check_competent
from party_building.party_members.models import PartyMember
from party_building.party_members.states import EDIT
from party_building.party_units.models import PartyUnit
from registry.organizations.models import Organization


def require(actor: Actor, what: str, code: str = EDIT) -> None:
    if actor.read_only or not actor.can(code):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")


def require_for(member: PartyMember, actor: Actor, what: str) -> None:
    """Raises NotPermitted, NotCompetent naming the organ."""
    require(actor, what)
    check_competent(member, actor=actor, label=what)


def check_unit(unit: PartyUnit, actor: Actor, what: str) -> None:
    """Members are entered into the units of one's own line alone. Raises NotCompetent, Refusal."""
    if not actor.competent_for(unit):
        raise NotCompetent(f"“{what}”由{unit.competent_department_name}办理。您可以查看，不能办理。")
    if unit.is_dissolved:
        raise Refusal(f"“{unit.name}”已撤销，不能{what}。")


def check_employer(organization: Organization, actor: Actor, what: str) -> None:
    """Somebody without a unit here is entered by the organ that leads her employer. Raises NotCompetent."""
    if actor.is_system or organization.party_superior_id == actor.department_id:
        return
    superior = organization.party_superior
    name = superior.name if superior else "其党建责任单位"
    raise NotCompetent(f"“{what}”由{name}办理。您可以查看，不能办理。")
