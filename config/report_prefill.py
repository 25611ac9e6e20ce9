"""What an annual report takes from the register beside the organization's own row."""

# Modules with ITEMS, the names that forms use ("registry.<item>"), and `items(organization, year) -> {item: text or
# rows}`, as of the end of the year. A module is asked only for a form, or a section of one, that names its items.
REPORT_PREFILL: list[str] = [
    "registry.organizations.report_items",
    "registry.officers.report_items",
    "registry.branches.report_items",
    "registry.dues.report_items",
    "registry.certificates.report_items",
    "registry.charters.report_items",
    "party_building.party_units.report_items",
]
