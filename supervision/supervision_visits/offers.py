"""What can be started from a visited unit in other capabilities: offered as links, never done by itself."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from core.access.actor import Actor
from supervision.supervision_visits.models import SupervisionVisit, VisitUnit

LETTER, RECTIFICATION = "staff:letters:create", "staff:rectifications:create"


def of_unit(visit: SupervisionVisit, unit: VisitUnit, actor: Actor) -> list[tuple[str, str]]:
    """(words, address): a feedback letter to whom was visited, a rectification proposal for a body."""
    if not actor.competent_for(visit) or actor.read_only:
        return []
    subject = f"关于{visit.title}情况的反馈"
    about = {"organization": unit.organization_id} if unit.organization_id else {"department": unit.department_id}
    found = []
    if actor.can("letters.draft") and (unit.organization_id or unit.department_id):
        found.append(("拟反馈函", _address(LETTER, {**about, "subject": subject})))
    if actor.can("rectifications.order") and unit.organization_id:
        found.append(("拟责令整改", _address(RECTIFICATION, {"organization": unit.organization_id})))
    return [(words, address) for words, address in found if address]


def _address(name: str, query: dict) -> str:
    try:
        return f"{reverse(name)}?{urlencode(query)}"
    except NoReverseMatch:
        return ""
