"""What `manage.py load_reference` loads, in order: dotted paths of functions `() -> rows written`, safe to repeat."""

REFERENCE_LOADERS: list[str] = [
    "core.departments.reference.load_regions",
    "core.workdays.reference.load_holidays",
    "core.rules.reference.load_rules",
    "registry.annual_reports.reference.load_regimes",
    "registry.annual_reports.reference.load_forms",
    "registry.responsibilities.reference.load_threshold",
]
