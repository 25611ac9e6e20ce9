"""Routes of this app, by audience; one line per capability."""

from supervision.campaigns import urls as campaigns
from supervision.dashboards import urls as dashboards
from supervision.letters import urls as letters
from supervision.rectifications import urls as rectifications
from supervision.risk_alerts import urls as risk_alerts
from supervision.surveys import urls as surveys
from supervision.talks import urls as talks

staff: list = [
    *risk_alerts.staff,
    *dashboards.staff,
    *campaigns.staff,
    *surveys.staff,
    *letters.staff,
    *rectifications.staff,
    *talks.staff,
]
org: list = [*risk_alerts.org, *campaigns.org, *surveys.org, *letters.org, *rectifications.org]
public: list = [*letters.public]
api: list = [*risk_alerts.api]
