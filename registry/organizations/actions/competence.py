"""Who may act on an organization. The refusal names the competent office."""

from core.access.actor import Actor
from core.workflow.errors import NotCompetent, NotPermitted
from core.workflow.perform import lock
from registry.organizations.models import Organization

EDIT = "organizations.edit"


def may(actor: Actor, what: str) -> None:
    if not actor.can(EDIT):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")


def competent(organization: Organization, actor: Actor, what: str) -> None:
    may(actor, what)
    if not actor.competent_for(organization):
        raise NotCompetent(
            f"“{what}”由{organization.competent_department_name}办理。"
            f"您所在的{actor.department_name or '岗位'}可以查看，不能办理。"
        )


def hold(organization: Organization, actor: Actor, what: str) -> None:
    """Take the row, then ask whose it is: competence may have moved since the page was opened."""
    lock(organization)
    competent(organization, actor, what)


def hold_paper(organization: Organization, actor: Actor, permission: str, what: str) -> None:
    """Papers of registration: the act of the office that registers or of the one that supervises."""
    lock(organization)
    if not actor.can(permission):
        raise NotPermitted(f"您的岗位没有“{what}”的权限，请联系系统管理员调整岗位。")
    offices = (organization.registering_authority, organization.supervising_authority)
    if actor.is_system or actor.department_id in {office.pk for office in offices if office}:
        return
    names = "或".join(dict.fromkeys(office.name for office in offices if office)) or "其登记管理机关（尚未明确）"
    raise NotCompetent(f"“{what}”由{names}办理。您所在的{actor.department_name or '岗位'}可以查看，不能办理。")


def may_keep_papers(organization: Organization, actor: Actor, permission: str) -> bool:
    """Whether the buttons of `hold_paper` are worth showing."""
    offices = {organization.registering_authority_id, organization.supervising_authority_id} - {None}
    return actor.can(permission) and actor.department_id in offices
