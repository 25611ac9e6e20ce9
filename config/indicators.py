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
    "supervision.campaigns.statistics.CampaignProgress",
    "registry.community_orgs.statistics.FederationCoverage",
    "registry.reelections.statistics.TermsInTime",
    "registry.reelections.statistics.TermsOverdue",
    "registry.reelections.statistics.CandidateReviews",
    "registry.reelections.statistics.ReelectionsDone",
    "party_building.instructors.statistics.InstructorsInPool",
    "party_building.instructors.statistics.OrganizationsInstructed",
    "party_building.instructors.statistics.OrganizationsWithoutInstructor",
    "party_building.instructors.statistics.InstructorVisits",
    "party_building.stations.statistics.PartyStations",
    "party_building.stations.statistics.StationActivities",
    "party_building.service_centres.statistics.ServiceCentres",
    "party_building.brands.statistics.BrandUsers",
    "party_building.co_building.statistics.CoBuildingAgreements",
    "party_building.co_building.statistics.CoBuildingItems",
    "party_building.follow_ups.statistics.SupervisionLetters",
    "party_building.follow_ups.statistics.TalksHeld",
    "supervision.letters.statistics.Consultations",
    "supervision.letters.statistics.ReportUrgings",
    "supervision.talks.statistics.BodiesTalkedTo",
    "party_building.training.statistics.TrainingClasses",
    "party_building.training.statistics.TrainingPersons",
    "party_building.training.statistics.TrainedOrganizations",
    "party_building.leader_charges.statistics.ChargedOrganizationsCovered",
    "party_building.star_ratings.statistics.ThreeStars",
    "party_building.star_ratings.statistics.FiveStars",
    "party_building.model_sites.statistics.Groomed",
    "party_building.model_sites.statistics.Named",
    "party_building.funds.statistics.GrantsPaid",
    "party_building.coverage.statistics.OrganizationCoverage",
    "party_building.coverage.statistics.WorkCoverage",
    "party_building.coverage.statistics.EstablishmentRate",
    "party_building.coverage.statistics.DueAndBuilt",
    "party_building.coverage.statistics.StandAlone",
    "party_building.coverage.statistics.CharterClause",
    "party_building.coverage.statistics.TwoWayEntry",
    "party_building.coverage.statistics.SecretaryIsHead",
    "party_building.coverage.statistics.JointUnits",
    "party_building.coverage.statistics.JointlyCovered",
    "party_building.coverage.statistics.Affiliated",
    "party_building.coverage.statistics.Functional",
    "supervision.supervision_visits.statistics.SupervisionVisits",
    "supervision.supervision_visits.statistics.SupervisedOffices",
    "supervision.supervision_visits.statistics.GuidanceVisits",
    "supervision.supervision_visits.statistics.GuidedOrganizations",
    "supervision.supervision_visits.statistics.GuidanceUnitVisits",
    "supervision.liaison.statistics.LiaisonContacts",
    "supervision.liaison.statistics.VisitedOrganizations",
    "supervision.liaison.statistics.NeedsSolved",
]

# What stands beside each other where coverage is broken down; the tiles show all of it.
COVERAGE_COLUMNS: list[str] = ["organization_coverage", "work_coverage", "establishment_rate", "due_and_built"]

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
