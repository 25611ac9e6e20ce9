"""For every form that a person fills in: what one is answered with in which nothing was filled in.

422 is the page again, with a summary of errors. Anything else says why. A form that is missing here fails
tests/test_every_form.py.
"""

PAGE = 422
THIRD_PARTY = 200  # the page again with its errors, by the framework's own view
MESSAGE = 302  # a line of reason beside a button: back to the page, which says what is missing
SENTENCE = 409  # likewise, as a page with the refusal's sentence
NOTHING_ASKED = 302  # everything in it is optional: kept as it was
NO_INPUT = 200  # the same page: nothing was chosen yet
NO_BUTTON = 400  # its buttons carry the verb; without one it says nothing

EMPTY: dict[str, int] = {
    "account_change_password": THIRD_PARTY,
    "account_login": THIRD_PARTY,
    "account_reauthenticate": THIRD_PARTY,
    "account_start": PAGE,
    "org:annual_reports:section": PAGE,
    "org:branches:begin": PAGE,
    "org:branches:create": PAGE,
    "org:branches:edit": PAGE,
    "org:members:create": PAGE,
    "org:members:leave": PAGE,
    "org:members:upload": PAGE,
    "org:org_accounts:remove": SENTENCE,
    "org:status_certificates:cancel": SENTENCE,
    "org:status_certificates:create": PAGE,
    "public:activate": PAGE,
    "public:disclosures:correction": PAGE,
    "public:disclosures:search": MESSAGE,
    "public:substitute": PAGE,
    "staff:accounts:create": PAGE,
    "staff:accounts:end_sessions": MESSAGE,
    "staff:accounts:lock": MESSAGE,
    "staff:accounts:resets:refuse": SENTENCE,
    "staff:annual_reports:defer": PAGE,
    "staff:annual_reports:move_due": PAGE,
    "staff:annual_reports:waive": PAGE,
    "staff:api_tokens:issue": PAGE,
    "staff:api_tokens:revoke": MESSAGE,
    "staff:api_tokens:rotate": PAGE,
    "staff:branches:note": NOTHING_ASKED,
    "staff:branches:record_change": PAGE,
    "staff:branches:record_closing": PAGE,
    "staff:branches:record_new": PAGE,
    "staff:branches:send_back": SENTENCE,
    "staff:bulk:preview": NO_BUTTON,
    "staff:disclosures:correct": MESSAGE,
    "staff:disclosures:keep": MESSAGE,
    "staff:handovers:create": PAGE,
    "staff:handovers:refuse": SENTENCE,
    "staff:imports:mapping": PAGE,
    "staff:imports:resolve_gap": PAGE,
    "staff:imports:upload": PAGE,
    "staff:lists:columns": NO_INPUT,
    "staff:members:upload": PAGE,
    "staff:org_accounts:issue": PAGE,
    "staff:org_accounts:revoke": SENTENCE,
    "staff:organizations:correct": PAGE,
    "staff:organizations:edit": NOTHING_ASKED,
    "staff:organizations:record_change": PAGE,
    "staff:risk_alerts:dismiss": MESSAGE,
    "staff:risk_alerts:judge": MESSAGE,
    "staff:seats:create": PAGE,
    "staff:seats:end": PAGE,
    "staff:seats:refuse": SENTENCE,
    "staff:status_certificates:create": PAGE,
    "staff:status_certificates:withdraw": SENTENCE,
    "staff:views:detail": PAGE,
    "staff:views:save": PAGE,
    "staff:views:subscribe": PAGE,
    "staff:worklist:reassign": PAGE,
    "org:handovers:arrange": PAGE,
}
