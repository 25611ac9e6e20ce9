"""Where what an alert speaks of is put right: the first page of settings.RULE_REMEDIES that the reader may open."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from core.access.actor import Actor
from supervision.risk_alerts.models import RiskAlert


@dataclass(frozen=True)
class Remedy:
    label: str
    url: str


def remedy_of(alert: RiskAlert, actor: Actor) -> Remedy | None:
    """Pages take the organization's id and are told the alert's code as `because`."""
    if alert.organization_id is None or alert.is_resolved:
        return None
    for label, url_name, permission in settings.RULE_REMEDIES.get(alert.rule_code, ()):
        if actor.can(permission):
            query = urlencode({"because": alert.rule_code})
            return Remedy(label, f"{reverse(url_name, args=[alert.organization_id])}?{query}")
    return None
