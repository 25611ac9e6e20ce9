"""Forms of stations and the like, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
FILE = 200

_ASKED = {
    "stations": "create edit rearrange close record_activity correct_activity",
    "service_centres": "create edit add_facility end_facility close",
    "brands": "create edit end add_file authorise end_authorisation note_misuse handle_misuse",
    "co_building": "create edit sign end renew deliver",
    "population": "record",
}
_FILES = {
    "stations": "export export_activities",
    "service_centres": "export",
    "brands": "export",
    "co_building": "export",
    "population": "export",
}
SITE_FORMS: dict[str, int] = {
    **{f"staff:{area}:{name}": PAGE for area, names in _ASKED.items() for name in names.split()},
    **{f"staff:{area}:{name}": FILE for area, names in _FILES.items() for name in names.split()},
    "staff:stations:withdraw_activity": SENTENCE,
    "staff:co_building:discard": SENTENCE,
    "staff:co_building:withdraw_delivery": SENTENCE,
}
