"""Forms of letters, rectifications and talks, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
FILE = 200

LETTER_PAGES = ("create", "edit", "sign", "countersign", "deliver", "post", "publish", "arrived", "returned", "reply",
                "close", "edit_template", "put_template_in_force", "set_period")  # fmt: skip
LETTER_FORMS: dict[str, int] = {
    **{f"staff:letters:{name}": PAGE for name in LETTER_PAGES},
    "staff:letters:export": FILE,
    "org:letters:reply": PAGE,
    **{f"staff:rectifications:{name}": PAGE for name in ("create", "take_in", "verify", "send_back", "extend")},
    "staff:rectifications:cancel": SENTENCE,
    "staff:rectifications:export": FILE,
    "org:rectifications:report": PAGE,
    **{f"staff:talks:{name}": PAGE for name in ("create", "hold", "attach")},
    "staff:talks:cancel": SENTENCE,
    "staff:talks:export": FILE,
}
