"""What moves when an office or a division is abolished or merged: every app names its own."""

REORGANIZATION_MOVERS: list[str] = [
    "core.reorganizations.kernel_movers.Offices",
    "core.reorganizations.kernel_movers.Seats",
    "core.reorganizations.kernel_movers.Work",
    "core.reorganizations.kernel_movers.Views",
    "core.reorganizations.kernel_movers.Runs",
    "core.writeoff.moving.Rows",
    "registry.organizations.moving.Organizations",
    "registry.imports.moving.ResolvedWords",
    "registry.imports.moving.Lists",
    "registry.approvals.moving.Pushes",
    "registry.responsibilities.moving.Ledgers",
    "registry.responsibilities.moving.Trades",
    "registry.responsibilities.moving.Committees",
    "registry.report_reviews.moving.PartyOpinions",
    "registry.members.moving.Enterprises",
    "registry.organization_tags.moving.Tags",
    "registry.community_orgs.moving.Groups",
    "registry.incubation_bases.moving.Bases",
    "party_building.party_units.moving.Units",
    "party_building.stations.moving.Stations",
    "party_building.training.moving.Classes",
    "party_building.star_ratings.moving.Rounds",
    "party_building.model_sites.moving.Schemes",
    "party_building.funds.moving.Funds",
    "party_building.unit_requests.moving.Requests",
]

# Keys in the address of a list whose values are ids: of divisions, of offices.
REGION_FILTERS = ("city", "district", "street", "community", "region")
DEPARTMENT_FILTERS = ("supervising", "registering", "business", "industry", "party", "office", "department")
