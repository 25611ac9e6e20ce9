"""Long inactive organizations: which records count as a trace of activity, and who knows of letters that came back."""

ACTIVITY_SOURCES: list[str] = [
    "supervision.zombies.sources.REPORTS",
    "supervision.zombies.sources.MEETINGS",
    "supervision.zombies.sources.DUES",
    "supervision.zombies.sources.CHANGES",
    "supervision.zombies.sources.BRANCHES",
    "supervision.zombies.sources.PARTY_DAYS",
    "supervision.zombies.sources.COMMUNITY",
]

# Dotted path of `(as_of, least_days, most_days) -> organization ids` with two returned registered letters, posted so
# many days apart; "" while nobody keeps such records.
RETURNED_MAIL = ""
