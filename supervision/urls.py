"""Routes of this app, by audience; one line per capability."""

from supervision.campaigns import urls as campaigns
from supervision.dashboards import urls as dashboards
from supervision.illegal_orgs import urls as illegal_orgs
from supervision.leader_views import urls as leader_views
from supervision.letters import urls as letters
from supervision.liaison import urls as liaison
from supervision.rectifications import urls as rectifications
from supervision.risk_alerts import urls as risk_alerts
from supervision.risk_reports import urls as risk_reports
from supervision.supervision_visits import urls as supervision_visits
from supervision.surveys import urls as surveys
from supervision.talks import urls as talks
from supervision.task_lists import urls as task_lists

staff: list = [
    *risk_reports.staff,
    *illegal_orgs.staff,
    *risk_alerts.staff,
    *dashboards.staff,
    *campaigns.staff,
    *surveys.staff,
    *letters.staff,
    *rectifications.staff,
    *talks.staff,
    *task_lists.staff,
    *supervision_visits.staff,
    *liaison.staff,
    *leader_views.staff,
]
org: list = [*risk_alerts.org, *campaigns.org, *surveys.org, *letters.org, *rectifications.org, *liaison.org]
public: list = [*illegal_orgs.public, *letters.public]
api: list = [*risk_alerts.api]
