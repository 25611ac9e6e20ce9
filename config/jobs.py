"""Modules that define job kinds (`@job_kind`), loaded when a kind is first asked for."""

JOB_MODULES = [
    "core.bulk_actions.jobs",
    "core.exports.actions",
    "core.jobs.selftest",
    "core.reorganizations.jobs",
    "core.rules.jobs",
    "party_building.instructor_plans.jobs",
    "registry.annual_reports.jobs",
    "registry.imports.jobs",
    "registry.report_announcements.jobs",
    "registry.responsibilities.jobs",
]
