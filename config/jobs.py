"""Modules that define job kinds (`@job_kind`), loaded when a kind is first asked for."""

JOB_MODULES = [
    "core.exports.actions",
    "core.jobs.selftest",
    "registry.annual_reports.jobs",
    "registry.imports.jobs",
]
