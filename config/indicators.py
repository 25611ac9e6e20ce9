"""Every published number, one dotted path each, and the units it is broken down by."""

INDICATORS: list[str] = [
    "registry.organizations.statistics.OrganizationsTotal",
    "registry.organizations.statistics.Associations",
    "registry.organizations.statistics.ServiceInstitutions",
    "registry.organizations.statistics.Foundations",
    "registry.organizations.statistics.Abnormal",
    "registry.organizations.statistics.SeriouslyDishonest",
    "registry.members.statistics.MemberEnterprises",
    "registry.annual_reports.statistics.ReportRate",
    "registry.annual_reports.statistics.ReportRateOnTime",
    "registry.annual_reports.statistics.ReportsOverdue",
    "registry.community_orgs.statistics.FederationCoverage",
]

# What a leader's home page shows by district; the overview shows them all.
HOME_INDICATORS: list[str] = ["organizations_total", "report_rate", "reports_overdue"]

# Unit name -> dotted path of `(prefix, as_of) -> expression`, the id of the unit a row belongs to on that day.
INDICATOR_UNITS: dict[str, str] = {
    "city": "supervision.dashboards.units.city",
    "district": "supervision.dashboards.units.district",
    "supervising": "supervision.dashboards.units.supervising",
    "responsible": "supervision.dashboards.units.responsible",
}

RATE_ROUNDING = "ROUND_DOWN"  # official practice cuts off; a name of the decimal module
