"""信用 and 历史: the two tabs of the organization page that the register itself fills."""

from core.access import guards
from registry.organizations import fact_sheet, frame, profile, writes
from registry.organizations.facts import OrganizationStanding, OrganizationStatus
from registry.organizations.lists import STANDING_TONES, STATUS_TONES
from registry.organizations.states import Standing, Status

CREDIT, HISTORY = "staff:organizations:credit", "staff:organizations:history"


@guards.staff("organizations.view")
def credit(request, pk):
    """What stood against it and for how long: lists, and statuses that came by a decision."""
    organization = frame.organization_or_404(request.actor, pk)
    day = frame.day_of(request)
    facts = [fact for fact in fact_sheet.facts_of(organization) if fact.valid_from <= day]
    listed = [_line(fact, day) for fact in facts if _is_entry(fact)]
    statuses = [_line(fact, day) for fact in facts if _is_decided(fact)]
    context = {"listed": listed, "statuses": statuses}
    template = "registry/organizations/credit_panel.html"
    return frame.respond(request, organization, tab=CREDIT, template=template, context=context)


def _is_entry(fact) -> bool:
    return isinstance(fact, OrganizationStanding) and fact.standing != Standing.CLEAR


def _is_decided(fact) -> bool:
    return isinstance(fact, OrganizationStatus) and fact.status != Status.NORMAL


def _line(fact, day) -> dict:
    is_open = fact.valid_to is None or fact.valid_to >= day
    is_listing = isinstance(fact, OrganizationStanding)
    label = fact.get_standing_display() if is_listing else fact.get_status_display()
    tone = STANDING_TONES[Standing(fact.standing)] if is_listing else STATUS_TONES.get(Status(fact.status), "neutral")
    until = fact.valid_to if fact.valid_to and fact.valid_to < day else None
    return {"fact": fact, "label": label, "tone": tone if is_open else "neutral", "is_open": is_open, "until": until}


@guards.staff("organizations.view")
def history(request, pk):
    """Everything that happened to it, and everything that was written about it."""
    organization = frame.organization_or_404(request.actor, pk)
    day = frame.day_of(request)
    facts, recordings = fact_sheet.facts_of(organization), profile.recordings_of(organization)
    timeline = profile.timeline(organization, facts, day, recordings)
    context = {"timeline": timeline, "entries": writes.entries(organization), "shown": writes.SHOWN}
    template = "registry/organizations/history_panel.html"
    return frame.respond(request, organization, tab=HISTORY, template=template, context=context)
