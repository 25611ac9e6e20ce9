"""Forms of risk reports and leads, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
FILE = 200

RISK_FORMS: dict[str, int] = {
    **{
        f"staff:risk_reports:{name}": PAGE
        for name in ("report", "add_note", "judge_true", "refute", "raise_up", "send_down", "transfer", "hand_back",
                     "to_lead", "close", "reply", "reopen", "identify", "tie")
    },
    "staff:risk_reports:export": FILE,
    **{
        f"staff:illegal_orgs:{name}": PAGE
        for name in ("create", "note_check", "move", "open", "elsewhere", "refute", "dissolve", "transfer",
                     "propose_ban", "review_ban", "send_back", "decide", "withdraw")
    },
    "staff:illegal_orgs:reveal": SENTENCE,
    "staff:illegal_orgs:export": FILE,
    "public:illegal_orgs:tip": PAGE,
}  # fmt: skip
