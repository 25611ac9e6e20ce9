"""Forms of party units and of requests about them, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
NOTHING_ASKED = 302

UNIT_FORMS: dict[str, int] = {
    **{
        f"staff:party_units:{name}": PAGE
        for name in ("record_standing", "cover", "end_coverage", "guide", "appoint", "leave", "begin_term",
                     "check_premises")
    },
    **{f"staff:unit_requests:{name}": PAGE for name in ("create", "of_unit", "edit")},
    **{f"org:unit_requests:{name}": PAGE for name in ("create", "of_unit", "edit")},
    **{f"staff:unit_requests:{name}": SENTENCE for name in ("decline", "approve", "send_back", "refuse")},
    "staff:unit_requests:consent": NOTHING_ASKED,
}  # fmt: skip
