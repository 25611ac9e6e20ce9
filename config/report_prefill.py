"""What an annual report takes from the register beside the organization's own row."""

# Readers `(organization, year) -> {item: text or rows}`; forms name the items ("registry.<item>"). As of the year end.
REPORT_PREFILL: list[str] = []
