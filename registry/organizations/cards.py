"""The register among the figures of the home page."""

from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.access.scope import ScopeKind
from core.home.cards import Card, Line, Number
from registry.organizations import owed
from registry.organizations.models import Organization

OWN_PART = {ScopeKind.TERRITORY: "辖区内社会组织", ScopeKind.RESPONSIBILITY: "联系的社会组织"}


def tiles(actor: Actor) -> list[Number]:
    """How many organizations are theirs, for those who look after some and are told nothing else. One count."""
    label = OWN_PART.get(actor.scope.kind, "")
    if not (label and actor.is_staff_side and actor.can("organizations.view")) or actor.can("dashboards.view"):
        return []
    count = Organization.objects.visible_to(actor).active().count()
    url = f"{reverse('staff:organizations:list')}?status=active" if count else ""
    return [Number(label, f"{count:,}", url, "家", definition="正常、整改或停止活动的社会组织，不含已注销、已撤销的")]


def way(actor: Actor) -> Card | None:
    """For the organization's own people: the way to good standing, where something stands against it. Five queries."""
    if not actor.is_organization_side or not actor.can("own_organization.view"):
        return None
    organization = Organization.objects.visible_to(actor).select_related("supervising_authority").first()
    found = owed.way(organization, clock.today()) if organization else None
    if found is None or not found.against:
        return None
    return Card(
        "恢复正常的最短路径",
        lines=tuple(_line(number, step) for number, step in enumerate(found.steps, start=1)),
        note=found.words,
        more_url=reverse("org:organizations:detail"),
        more_label="登记信息",
    )


def _line(number: int, step: owed.Step) -> Line:
    who = "" if step.is_its_own else f"由{step.who}办理。"
    return Line(f"{number}. {step.title}", step.org_url, f"{who}{step.text}", step.due_on)
