"""Forms of stations and the like, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
FILE = 200

SITE_FORMS: dict[str, int] = {
    **{f"staff:stations:{name}": PAGE for name in ("create", "edit", "rearrange", "close", "record_activity")},
    "staff:stations:correct_activity": PAGE,
    "staff:stations:withdraw_activity": SENTENCE,
    "staff:stations:export": FILE,
    "staff:stations:export_activities": FILE,
}
