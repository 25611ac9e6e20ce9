"""预警: the tab on the organization page. Without htmx it is a page of its own."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.access import guards
from core.rules.base import rule_titles
from registry.organizations.models import Organization
from supervision.risk_alerts.models import RiskAlert
from supervision.risk_alerts.tables import handling_badge, severity_badge

SHOWN = 50


@require_safe
@guards.staff("risk_alerts.view")
def of_organization(request, pk):
    organization = get_object_or_404(Organization.objects.visible_to(request.actor), pk=pk)
    alerts = RiskAlert.objects.visible_to(request.actor).filter(organization=organization)
    titles = rule_titles()
    rows = [
        {
            "alert": alert,
            "title": titles.get(alert.rule_code, ""),
            "severity": severity_badge(alert),
            "handling": handling_badge(alert),
        }
        for alert in alerts.order_by("-resolved_on", "-opened_on", "-pk")[:SHOWN]
    ]
    template = "supervision/risk_alerts/organization_panel.html" + ("#panel" if request.htmx else "")
    return render(request, template, {"organization": organization, "rows": rows})
