"""Modules that register notice templates, loaded when a template is first asked for."""

NOTICE_MODULES = [
    "core.api_tokens.notices",
    "core.bulk_actions.notices",
    "core.jobs.notices",
    "core.saved_views.notices",
    "core.writeoff.notices",
    "registry.annual_reports.notices",
    "registry.branches.notices",
    "registry.approvals.notices",
    "registry.handovers.notices",
    "registry.report_reviews.notices",
    "registry.report_publications.notices",
    "registry.report_requests.notices",
    "registry.status_certificates.notices",
    "registry.responsibilities.notices",
    "party_building.training.notices",
    "party_building.follow_ups.notices",
    "party_building.star_ratings.notices",
    "party_building.unit_requests.notices",
    "supervision.risk_alerts.notices",
]
