"""Forms of follow-ups and gap ledgers, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
FILE = 200

GAP_FORMS: dict[str, int] = {
    **{f"staff:follow_ups:{name}": PAGE for name in ("create", "edit", "sign", "serve", "reply", "hold")},
    "staff:follow_ups:export": FILE,
    "staff:coverage_gaps:create": PAGE,
    "staff:coverage_gaps:export": FILE,
}
