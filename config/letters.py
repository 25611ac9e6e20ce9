"""What a letter belongs to, for its page: dotted paths of `(letter, actor) -> (words, address) | None`."""

LETTER_MATTERS: list[str] = [
    "supervision.credit_listings.links.matter_of",
    "supervision.credit_removals.links.matter_of",
    "supervision.rectifications.queries.matter_of",
]
