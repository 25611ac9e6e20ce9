"""The only writers of the lists, by what is done; others import the verbs from here."""

from supervision.credit_listings.actions.deciding import check_decide, decide, decide_not, prepare, send_back
from supervision.credit_listings.actions.entering import remove, revoke, take_over
from supervision.credit_listings.actions.hearing import judge_certificate, notify, state, withdraw
from supervision.credit_listings.actions.proposing import check_alert, propose, propose_of_alert
from supervision.credit_listings.actions.stopping import look_again, stop

__all__ = [
    "check_alert",
    "check_decide",
    "decide",
    "decide_not",
    "judge_certificate",
    "look_again",
    "notify",
    "prepare",
    "propose",
    "propose_of_alert",
    "remove",
    "revoke",
    "send_back",
    "state",
    "stop",
    "take_over",
    "withdraw",
]
