"""What other capabilities add to the organization page and to the organization list."""

# Tabs after 概况: (label, URL name of the panel, permission code). A tab shows once its URL exists; see
# registry/organizations/frame.py for how a panel answers.
ORGANIZATION_TABS: list[tuple[str, str, str]] = [
    ("年度报告", "staff:annual_reports:of_organization", "annual_reports.view"),
    ("会员企业", "staff:members:of_organization", "members.view"),
    ("分支机构", "staff:branches:of_organization", "branches.view"),
    ("党组织", "staff:party_units:of_organization", "party_units.view"),
    ("信用", "staff:organizations:credit", "organizations.view"),
    ("证明", "staff:status_certificates:of_organization", "status_certificates.view"),
    ("预警", "staff:risk_alerts:of_organization", "risk_alerts.view"),
    ("历史", "staff:organizations:history", "organizations.view"),
]
# Dotted paths of `(organization, day) -> list of entries` for the timeline: {title, at, who, text, tone, url, is_day}.
ORGANIZATION_TIMELINE: list[str] = ["registry.annual_reports.situations.timeline"]
# Dotted paths of Situation objects: filters that other capabilities lend to the list.
ORGANIZATION_SITUATIONS: list[str] = ["registry.annual_reports.situations.filing_this_season"]
# 四清: dotted paths of tuples of completeness.Item, what the portal has to know of every organization.
ORGANIZATION_COMPLETENESS: list[str] = [
    "registry.organizations.completeness.ITEMS",
    "party_building.party_units.completeness.ITEMS",
]
# Dotted paths of `(organization, day) -> list of owed.Step`: what stands between it and good standing.
ORGANIZATION_OWED: list[str] = [
    "registry.annual_reports.situations.owed",
    "registry.organizations.owed.steps",
]
# Tracked tables with a foreign key `organization` whose changes the tab 历史 lists, besides the register's own facts.
ORGANIZATION_RECORDS: list[str] = ["registry.ReportObligation"]
