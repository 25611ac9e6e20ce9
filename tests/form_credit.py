"""Forms of penalties, lists, removals, objections, records, commitments and pauses, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
FILE = 200

CREDIT_FORMS: dict[str, int] = {
    **{f"staff:penalties:{name}": PAGE for name in ("create", "edit", "correct", "ask_withdrawal")},
    **{f"staff:{name}:export": FILE for name in ("penalties", "case_proposals", "credit_records", "credit_listings")},
    "staff:credit_listings:export_entries": FILE,
    "staff:case_proposals:create": PAGE,
    "staff:credit_records:praise": PAGE,
    **{
        f"staff:credit_listings:{name}": PAGE
        for name in ("create", "take_over", "notify", "statement", "certificate", "prepare", "decide", "decide_not")
    },
    "org:credit_listings:state": PAGE,
    "staff:credit_removals:create": PAGE,
    "org:credit_removals:apply": PAGE,
    **{f"staff:credit_objections:{name}": PAGE for name in ("create", "advise", "uphold")},
    "org:credit_objections:create": PAGE,
    "staff:credit_terms:set_ground": PAGE,
    "staff:credit_terms:set_period": PAGE,
    "staff:credit_pauses:create": PAGE,
    "staff:commitments:create": PAGE,
    "staff:commitments:doubt": PAGE,
    "org:commitments:sign": PAGE,
    **{f"staff:case_proposals:{name}": SENTENCE for name in ("accept", "refuse", "withdraw")},
    "staff:credit_listings:withdraw": SENTENCE,
    **{f"staff:credit_pauses:{name}": SENTENCE for name in ("approve", "refuse")},
    **{f"staff:credit_removals:{name}": SENTENCE for name in ("verify", "verify_not")},
}
