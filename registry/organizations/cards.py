"""The register among the figures of the home page."""

from django.urls import reverse

from core.access.actor import Actor
from core.access.scope import ScopeKind
from core.home.cards import Number
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
