"""What capabilities put on the page of a party unit, in order: dotted paths of `(unit, actor) -> Section | None`."""

PARTY_UNIT_SECTIONS: list[str] = [
    "party_building.unit_requests.panels.of_unit",
]
