"""行政处罚: a ledger of what any authority decided against an organization; nothing is decided here."""
