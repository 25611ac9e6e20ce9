"""Forms of campaigns and surveys, for tests/form_entries.py."""

PAGE = 422
FILE = 200

CAMPAIGN_FORMS: dict[str, int] = {
    **{
        f"staff:campaigns:{name}": PAGE
        for name in ("create", "edit", "add_question", "add_known", "inspect", "order", "sign_off", "strike")
    },
    **{f"staff:surveys:{name}": PAGE for name in ("create", "edit", "add_question", "add_known", "extend")},
    "org:campaigns:fill": PAGE,
    "org:campaigns:report": PAGE,
    "org:surveys:answer": PAGE,
    "staff:surveys:answer": PAGE,
    "staff:campaigns:export": FILE,
    "staff:campaigns:export_targets": FILE,
    "staff:surveys:export": FILE,
    "staff:surveys:export_burden": FILE,
    "staff:surveys:export_recipients": FILE,
}
