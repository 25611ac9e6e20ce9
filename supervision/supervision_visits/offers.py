"""What can be started from a visited unit in other capabilities: offered as links, never done by itself."""

from urllib.parse import urlencode

from django.urls import reverse

from core.access.actor import Actor
from supervision.supervision_visits.models import SupervisionVisit, VisitUnit


def of_unit(visit: SupervisionVisit, unit: VisitUnit, actor: Actor) -> list[tuple[str, str]]:
    """(words, address): a feedback letter to whom was visited, a rectification order for a body."""
    if not actor.competent_for(visit) or actor.read_only:
        return []
    about = f"?{urlencode({'organization': unit.organization_id})}" if unit.organization_id else ""
    found = []
    if actor.can("letters.prepare") and not unit.region_id:
        found.append(("拟反馈函", f"{reverse('staff:letters:kinds')}{about}"))
    if actor.can("rectifications.order") and unit.organization_id and actor.competent_for(unit.organization):
        found.append(("拟责令整改", f"{reverse('staff:rectifications:create')}{about}"))
    return found
