"""What /health/ready/, /staff/health/ and /metrics look at, in the order of the page."""

HEALTH_CHECKS = [
    "core.health.checks.database",
    "core.health.checks.migrations",
    "core.health.checks.broker",
    "core.health.checks.cache_answers",
    "core.health.checks.worker",
    "core.health.checks.beat",
    "core.health.checks.disk",
    "core.health.checks.clocks_agree",
    "core.health.checks.audit_anchored",
    "core.documents.health.pdf_can_be_made",
    "registry.disclosures.health.open_data_written",
    "supervision.risk_alerts.health.last_night",
]
METRIC_SOURCES = [
    "core.health.gauges.jobs",
    "core.health.gauges.outbox",
    "core.health.gauges.clockwork",
    "core.health.gauges.audit_anchor",
    "supervision.risk_alerts.health.sweep_age",
]
