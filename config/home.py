"""The home page: what stands on it, in order. Each entry is a dotted path of a function of the actor."""

# Cards `(actor) -> Card | None`; None = nothing for this seat.
HOME_CARDS: list[str] = [
    "core.worklist.cards.todo",
    "registry.annual_reports.cards.own",
    "supervision.dashboards.cards.totals",
    "registry.annual_reports.cards.overdue",
    "core.departments.cards.waiting_seats",
    "core.audit.cards.last_check",
    "registry.imports.cards.open_batches",
    "registry.annual_reports.cards.reviews",
    "supervision.risk_alerts.cards.waiting",
    "core.jobs.cards.unfinished",
]

# What lies on an organization's desk when a post passes on: the same kind of functions.
HANDOVER_CARDS: list[str] = ["core.worklist.cards.todo", "registry.annual_reports.cards.own"]

# Warnings above the cards `(actor) -> Strip | None`.
HOME_STRIPS: list[str] = [
    "supervision.risk_alerts.cards.night_strip",
    "core.audit.cards.broken",
]
