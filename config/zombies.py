"""Long inactive organizations: which records count as a trace of activity."""

ACTIVITY_SOURCES: list[str] = [
    "supervision.zombies.sources.REPORTS",
    "supervision.zombies.sources.MEETINGS",
    "supervision.zombies.sources.DUES",
    "supervision.zombies.sources.CHANGES",
    "supervision.zombies.sources.BRANCHES",
    "supervision.zombies.sources.PARTY_DAYS",
    "supervision.zombies.sources.COMMUNITY",
]
