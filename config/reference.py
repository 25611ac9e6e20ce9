"""What `manage.py load_reference` loads, in order: dotted paths of functions `() -> rows written`, safe to repeat."""

REFERENCE_LOADERS: list[str] = [
    "core.rules.reference.load_rules",
]
