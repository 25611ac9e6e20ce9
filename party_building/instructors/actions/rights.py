"""Permission codes of the instructors, and who sends whom."""

from core.access.actor import Actor
from core.workflow.errors import NotCompetent
from party_building.instructors.models import Instructor
from registry.organizations.models import Organization

EDIT = "instructors.edit"
DISPATCH = "instructors.dispatch"
GUIDE = "instructors.guide"
VISIT = "own_dispatches.visit"


def may_send(actor: Actor, organization: Organization, instructor: Instructor) -> bool:
    """The party organ that answers for the body sends whom it can reach; the organ that keeps the pool sends its own
    instructors anywhere in its line."""
    return (
        actor.is_system
        or (actor.department_id is not None and actor.department_id == organization.party_superior_id)
        or (
            actor.department_id == instructor.organ_id
            and Organization.objects.visible_to(actor).filter(pk=organization.pk).exists()
        )
    )


def check_sender(actor: Actor, organization: Organization, instructor: Instructor, *, label: str) -> None:
    """Raises NotCompetent, naming the organ that answers for the body."""
    if not may_send(actor, organization, instructor):
        organ = organization.party_superior
        named = organ.name if organ else "其党建责任单位（尚未明确）"
        raise NotCompetent(f"“{organization.name}”的“{label}”由{named}办理，您可以查看，不能办理。")
