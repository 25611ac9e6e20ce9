"""Cards of the home page, in order: dotted paths of functions `(actor) -> Card | None`."""

HOME_CARDS: list[str] = []
