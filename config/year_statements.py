"""述职评议材料: the indicators a yearly statement is made of, in its order. A code nobody publishes is left out."""

YEAR_STATEMENT_INDICATORS: list[str] = [
    "organizations_total",
    "organization_coverage",
    "work_coverage",
    "report_rate",
    "trained_organizations",
    "training_persons",
    "charged_organizations_covered",
]
