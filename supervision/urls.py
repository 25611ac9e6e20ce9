"""Routes of this app, by audience; one line per capability."""

from supervision.dashboards import urls as dashboards
from supervision.risk_alerts import urls as risk_alerts

staff: list = [*risk_alerts.staff, *dashboards.staff]
org: list = [*risk_alerts.org]
public: list = []
api: list = [*risk_alerts.api]
