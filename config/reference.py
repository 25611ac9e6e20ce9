"""What `manage.py load_reference` loads, in order: dotted paths of functions `() -> rows written`, safe to repeat."""

REFERENCE_LOADERS: list[str] = [
    "core.departments.reference.load_regions",
    "core.workdays.reference.load_holidays",
    "core.rules.reference.load_rules",
    "registry.officers.reference.load_posts_and_limits",
    "registry.annual_reports.reference.load_regimes",
    "registry.report_forms.versions.load_forms",
    "registry.report_forms.reference.load_spending_rules",
    "registry.report_reviews.reference.load_thresholds",
    "registry.report_reviews.reference.load_grounds",
    "registry.community_orgs.reference.load_community_kinds",
    "registry.community_orgs.reference.load_registration_conditions",
    "registry.responsibilities.reference.load_threshold",
    "party_building.party_limits.reference.load_limits",
    "party_building.party_units.reference.load_premises_items",
    "party_building.training.reference.load_stages",
    "party_building.star_ratings.reference.load_star_rules",
    "party_building.activities.reference.load_activity_kinds",
    "party_building.funds.reference.load_grant_rules",
]
