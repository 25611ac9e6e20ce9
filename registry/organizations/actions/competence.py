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
