"""The nightly rules, in running order. Adding a rule changes one line here."""

NIGHTLY_RULES: list[str] = []
