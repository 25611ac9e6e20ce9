"""Forms of organization life, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
FILE = 200

LIFE_FORMS: dict[str, int] = {
    "org:activities:list": PAGE,
    **{f"{side}:activities:{name}": PAGE for side in ("staff", "org")
       for name in ("edit", "attach", "groups", "appraisal")},
    **{f"{side}:activities:withdraw": SENTENCE for side in ("staff", "org")},
    "staff:activities:record": PAGE,
    "staff:activities:export": FILE,
    **{f"staff:activity_series:{name}": PAGE for name in ("create", "edit", "add_item")},
    "staff:activity_series:withdraw_item": SENTENCE,
    "staff:activity_series:export": FILE,
    **{f"{side}:propaganda:create": PAGE for side in ("staff", "org")},
    **{f"{side}:propaganda:withdraw": SENTENCE for side in ("staff", "org")},
    "staff:propaganda:export": FILE,
    **{f"staff:secretary_meetings:{name}": PAGE
       for name in ("create", "edit", "minute", "raise_matter", "assign", "answer")},
    "org:secretary_meetings:raise_matter": PAGE,
    "staff:secretary_meetings:reopen": SENTENCE,
    "staff:secretary_meetings:export": FILE,
    "staff:secretary_meetings:export_matters": FILE,
    "staff:teaching_materials:create": PAGE,
    "staff:teaching_materials:withdraw": SENTENCE,
}  # fmt: skip
