"""What other capabilities add to the organization page and to the organization list."""

# Tabs after 概况: (label, URL name of the panel, permission code). A tab shows once its URL exists; see
# registry/organizations/frame.py for how a panel answers.
ORGANIZATION_TABS: list[tuple[str, str, str]] = [
    ("年度报告", "staff:annual_reports:of_organization", "annual_reports.view"),
    ("届期与负责人", "staff:officers:of_organization", "officers.view"),
    ("换届", "staff:reelections:of_organization", "reelections.view"),
    ("党组织", "staff:party_units:of_organization", "party_units.view"),
    ("六个同步", "staff:six_syncs:of_organization", "six_syncs.view"),
    ("党校培训", "staff:training:of_organization", "training.view"),
    ("指导员", "staff:instructors:of_organization", "instructors.view"),
    ("会员企业", "staff:members:of_organization", "members.view"),
    ("分支机构", "staff:branches:of_organization", "branches.view"),
    ("证书与档案", "staff:certificates:of_organization", "certificates.view"),
    ("信用", "staff:organizations:credit", "organizations.view"),
    ("信用管理", "staff:credit:of_organization", "credit_listings.view"),
    ("处置进程", "staff:ladders:of_organization", "ladders.view"),
    ("预警", "staff:risk_alerts:of_organization", "risk_alerts.view"),
    ("监管线索", "staff:campaigns:of_organization", "campaigns.clues"),
    ("填报", "staff:surveys:of_organization", "surveys.burden"),
    ("公文", "staff:letters:of_organization", "letters.view"),
    ("审管衔接", "staff:approvals:of_organization", "approvals.view"),
    ("证明", "staff:status_certificates:of_organization", "status_certificates.view"),
    ("联系服务", "staff:liaison:of_organization", "liaison.view"),
    ("标签", "staff:organization_tags:of_organization", "organization_tags.use"),
    ("历史", "staff:organizations:history", "organizations.view"),
]
# Dotted paths of `(organization, day) -> list of entries` for the timeline: {title, at, who, text, tone, url, is_day}.
ORGANIZATION_TIMELINE: list[str] = [
    "registry.annual_reports.situations.timeline",
    "registry.certificates.queries.timeline",
    "registry.officers.situations.timeline",
    "registry.community_orgs.situations.timeline",
]
# Dotted paths of Situation objects: filters that other capabilities lend to the list.
ORGANIZATION_SITUATIONS: list[str] = [
    "registry.annual_reports.situations.filing_this_season",
    "registry.officers.situations.term_state",
    "registry.organization_tags.queries.tagged",
    "supervision.zombies.situations.clue",
]
# Dotted paths of `(rows, actor) -> rows`: what the list's columns read besides the register, without a further query.
ORGANIZATION_LIST_ROWS: list[str] = ["registry.organization_tags.queries.with_tags"]
# Dotted paths of BulkAction objects: what other capabilities let the list do to many organizations.
ORGANIZATION_BULK: list[str] = [
    "registry.organizations.assigning.ASSIGN",
    "registry.annual_reports.situations.REMIND",
    "registry.organization_tags.tables.PUT",
    "registry.organization_tags.tables.TAKE",
]
# 四清: dotted paths of tuples of completeness.Item, what the portal has to know of every organization.
ORGANIZATION_COMPLETENESS: list[str] = [
    "registry.organizations.completeness.ITEMS",
    "registry.officers.completeness.ITEMS",
    "registry.certificates.completeness.ITEMS",
    "party_building.party_units.completeness.ITEMS",
]
# Dotted paths of `(organization, day) -> list of owed.Step`: what stands between it and good standing.
ORGANIZATION_OWED: list[str] = [
    "registry.annual_reports.situations.owed",
    "registry.officers.situations.owed",
    "registry.certificates.completeness.owed",
    "supervision.rectifications.queries.owed",
    "supervision.credit.owed.steps",
    "registry.organizations.owed.steps",
]
# Tracked tables with a foreign key `organization` whose changes the tab 历史 lists, besides the register's own facts.
ORGANIZATION_RECORDS: list[str] = [
    "registry.ReportObligation",
    "registry.CouncilTerm",
    "registry.OfficerPost",
    "registry.Certificate",
    "registry.CharterVersion",
    "registry.DuesStandard",
    "party_building.Dispatch",
    "supervision.RectificationOrder",
]
