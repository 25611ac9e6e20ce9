"""Routes of this app, by audience; one line per capability."""

from supervision.campaigns import urls as campaigns
from supervision.case_proposals import urls as case_proposals
from supervision.commitments import urls as commitments
from supervision.credit import urls as credit
from supervision.credit_listings import urls as credit_listings
from supervision.credit_objections import urls as credit_objections
from supervision.credit_pauses import urls as credit_pauses
from supervision.credit_records import urls as credit_records
from supervision.credit_removals import urls as credit_removals
from supervision.credit_terms import urls as credit_terms
from supervision.dashboards import urls as dashboards
from supervision.illegal_orgs import urls as illegal_orgs
from supervision.ladders import urls as ladders
from supervision.leader_views import urls as leader_views
from supervision.letters import urls as letters
from supervision.liaison import urls as liaison
from supervision.penalties import urls as penalties
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
    *case_proposals.staff,
    *commitments.staff,
    *credit.staff,
    *credit_listings.staff,
    *credit_objections.staff,
    *credit_pauses.staff,
    *credit_records.staff,
    *credit_removals.staff,
    *credit_terms.staff,
    *ladders.staff,
    *penalties.staff,
]
org: list = [
    *risk_alerts.org,
    *campaigns.org,
    *surveys.org,
    *letters.org,
    *rectifications.org,
    *liaison.org,
    *credit.org,
    *credit_listings.org,
    *credit_removals.org,
    *credit_objections.org,
    *commitments.org,
    *ladders.org,
]
public: list = [*illegal_orgs.public, *letters.public, *credit.public]
api: list = [*risk_alerts.api]
