"""The verbs of requests: written, consented, submitted, answered; an answer in the affirmative is done at once."""

from party_building.unit_requests.actions.answers import approve, refuse, send_back
from party_building.unit_requests.actions.consents import answer, ask
from party_building.unit_requests.actions.writing import draft, edit, open_establishment, submit, withdraw

__all__ = [
    "answer",
    "approve",
    "ask",
    "draft",
    "edit",
    "open_establishment",
    "refuse",
    "send_back",
    "submit",
    "withdraw",
]
