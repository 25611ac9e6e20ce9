"""What the pages count. Everything starts from `visible_to`."""

from django.db.models import Count

from core.access.actor import Actor
from supervision.risk_alerts.models import RiskAlert


def open_by_rule(actor: Actor) -> dict[str, int]:
    """Open alerts per rule code, as far as the actor sees; one query."""
    rows = RiskAlert.objects.visible_to(actor).open().order_by().values_list("rule_code")
    return dict(rows.annotate(n=Count("pk")))
