"""Forms of campaigns and surveys, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
KEPT = 302  # an empty draft is a draft
FILE = 200

CAMPAIGN_FORMS: dict[str, int] = {
    **{
        f"staff:campaigns:{name}": PAGE
        for name in (
            "create",
            "edit",
            "add_question",
            "add_known",
            "inspect",
            "order",
            "order_formally",
            "propose",
            "strike",
            "choose",
            "edit_items",
        )
    },
    **{f"staff:surveys:{name}": PAGE for name in ("create", "edit", "add_question", "add_known", "extend", "choose")},
    "org:campaigns:fill": PAGE,
    "org:campaigns:report": PAGE,
    "org:surveys:answer": KEPT,
    "staff:surveys:answer": KEPT,
    **{f"staff:campaigns:{name}": SENTENCE for name in ("ask_again", "end", "return_check", "verify")},
    "staff:surveys:close": SENTENCE,
    "staff:campaigns:export": FILE,
    "staff:campaigns:export_targets": FILE,
    "staff:surveys:export": FILE,
    "staff:surveys:export_burden": FILE,
    "staff:surveys:export_recipients": FILE,
}
