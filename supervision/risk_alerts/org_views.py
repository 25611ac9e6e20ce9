"""What the night found of a branch, for its secretary: the same facts that the organ above sees."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock
from core.access import guards
from core.rules.base import Rule, all_rules
from core.rules.explained import explanation
from core.rules.models import RuleVersion
from core.rules.queries import versions_on
from supervision.risk_alerts.evidence import facts_of
from supervision.risk_alerts.models import RiskAlert
from supervision.risk_alerts.tables import severity_badge

SHOWN = 50


@require_GET
@guards.organization("own_alerts.view")
def index(request):
    """Open alerts of the units that cover her organization today; nothing to judge here."""
    alerts = RiskAlert.objects.of_units(request.actor.scope).open().prefetch_related("subject")
    alerts = list(alerts.order_by("due_on", "-opened_on", "pk")[:SHOWN])
    rules, versions = {rule.code: rule for rule in all_rules()}, versions_on(clock.today())
    rows = [
        {
            "alert": alert,
            "title": rules[alert.rule_code].title if alert.rule_code in rules else alert.rule_code,
            "explanation": _explanation(rules.get(alert.rule_code), versions.get(alert.rule_code)),
            "severity": severity_badge(alert),
            "facts": [fact for fact in facts_of(alert) if not fact.url],
        }
        for alert in alerts
    ]
    return render(request, "supervision/risk_alerts/org_list.html", {"rows": rows})


def _explanation(rule: Rule | None, version: RuleVersion | None) -> str:
    return explanation(rule, version) if rule else ""
