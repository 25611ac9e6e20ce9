"""The nightly rules, in running order. Adding a rule changes one line here."""

NIGHTLY_RULES: list[str] = [
    "registry.annual_reports.rules.ReportDueSoon",
    "registry.annual_reports.rules.FirstReviewOverdue",
    "registry.annual_reports.rules.ReportOverdue",
    "registry.annual_reports.rules.FixOverdue",
]
