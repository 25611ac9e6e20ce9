"""Routes of this app, by audience; one line per capability."""

from supervision.campaigns import urls as campaigns
from supervision.dashboards import urls as dashboards
from supervision.risk_alerts import urls as risk_alerts
from supervision.surveys import urls as surveys

staff: list = [*risk_alerts.staff, *dashboards.staff, *campaigns.staff, *surveys.staff]
org: list = [*risk_alerts.org, *campaigns.org, *surveys.org]
public: list = []
api: list = [*risk_alerts.api]
