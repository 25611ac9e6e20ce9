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
}  # fmt: skip
