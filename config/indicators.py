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
    "party_building.stations.statistics.PartyStations",
    "party_building.stations.statistics.StationActivities",
    "party_building.training.statistics.TrainingClasses",
    "party_building.training.statistics.TrainingPersons",
    "party_building.training.statistics.TrainedOrganizations",
    "party_building.star_ratings.statistics.ThreeStars",
    "party_building.star_ratings.statistics.FiveStars",
    "party_building.model_sites.statistics.Groomed",
    "party_building.model_sites.statistics.Named",
    "party_building.funds.statistics.GrantsPaid",
]

# What a leader's home page shows by district; the overview shows them all.
HOME_INDICATORS: list[str] = ["organizations_total", "report_rate", "reports_overdue"]

# By what figures are broken down: name -> dotted path of a core.indicators.grouping.Unit.
INDICATOR_UNITS: dict[str, str] = {
    "city": "supervision.dashboards.units.CITY",
    "district": "supervision.dashboards.units.DISTRICT",
    "street": "supervision.dashboards.units.STREET",
    "supervising": "supervision.dashboards.units.SUPERVISING",
    "responsible": "supervision.dashboards.units.RESPONSIBLE",
    "party": "supervision.dashboards.units.PARTY",
    "type": "supervision.dashboards.units.TYPE",
    "trade": "supervision.dashboards.units.TRADE",
}

RATE_ROUNDING = "ROUND_DOWN"  # official practice cuts off; a name of the decimal module
