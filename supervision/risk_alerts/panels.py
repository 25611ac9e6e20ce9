"""预警: the tab on the organization page."""

import datetime

from django.views.decorators.http import require_safe

from core import clock
from core.access import guards
from core.rules.base import rule_titles
from registry.organizations import frame
from supervision.risk_alerts.models import RiskAlert
from supervision.risk_alerts.tables import handling_badge, severity_badge

SHOWN = 50


@require_safe
@guards.staff("risk_alerts.view")
def of_organization(request, pk):
    organization = frame.organization_or_404(request.actor, pk)
    day = frame.day_of(request)
    alerts = RiskAlert.objects.visible_to(request.actor).filter(organization=organization, opened_on__lte=day)
    titles = rule_titles()
    rows = [
        {
            "alert": alert,
            "title": titles.get(alert.rule_code, ""),
            "severity": severity_badge(alert),
            "handling": handling_badge(alert) if day == clock.today() else _then(alert, day),
        }
        for alert in alerts.order_by("-resolved_on", "-opened_on", "-pk")[:SHOWN]
    ]
    template = "supervision/risk_alerts/organization_panel.html#panel"
    tab = "staff:risk_alerts:of_organization"
    return frame.respond(request, organization, tab=tab, template=template, context={"rows": rows})


def _then(alert: RiskAlert, day: datetime.date) -> tuple[str, str]:
    """How it stood on a past day, by its dates: who was handling it is not asked again."""
    if alert.resolved_on and alert.resolved_on <= day:
        return "已解除", "ok"
    if alert.dismissed_on and alert.dismissed_on <= day:
        return "已排除", "neutral"
    return "未解除", "warning"
