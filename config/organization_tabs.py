"""What other capabilities add to the organization page and to the organization list."""

# Tabs after 概况: (label, URL name of the panel, permission code). A tab shows once its URL exists; see
# registry/organizations/frame.py for how a panel answers.
ORGANIZATION_TABS: list[tuple[str, str, str]] = [
    ("年度报告", "staff:annual_reports:of_organization", "annual_reports.view"),
    ("党组织", "staff:party_units:of_organization", "party_units.view"),
    ("预警", "staff:risk_alerts:of_organization", "risk_alerts.view"),
]
# Dotted paths of `(organization, day) -> list of entries` for the timeline: {title, at, who, text, tone, url, is_day}.
ORGANIZATION_TIMELINE: list[str] = ["registry.annual_reports.situations.timeline"]
# Dotted paths of Situation objects: filters that other capabilities lend to the list.
ORGANIZATION_SITUATIONS: list[str] = ["registry.annual_reports.situations.filing_this_season"]
