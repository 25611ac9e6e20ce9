"""The nightly rules, in running order. Adding a rule changes one line here."""

NIGHTLY_RULES: list[str] = []

# How the rule book counts what a rule has open: dotted path of `(actor) -> {rule code: open alerts}`.
RULE_HITS = "supervision.risk_alerts.queries.open_by_rule"
