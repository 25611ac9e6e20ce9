"""What letters, rectifications, reports and penalties move in a case. Called from receivers.py."""

from supervision.credit_listings.actions import deciding, hearing
from supervision.credit_listings.actions.stopping import look_again_at
from supervision.credit_listings.models import ListingCase
from supervision.letters.models import Letter

LINKS = ("organization__supervising_authority", "ground", "notice", "decision", "penalty", "rectification")


def _cases(**of):
    return ListingCase.objects.filter(**of).select_related(*LINKS)


def letter_served(letter: Letter) -> None:
    for case in _cases(notice=letter):
        hearing.notice_served(case, letter.served_on)


def letter_signed(letter: Letter) -> None:
    for case in _cases(decision=letter):
        deciding.decision_signed(case, letter)


def letter_dropped(letter: Letter) -> None:
    for case in _cases(notice=letter):
        hearing.notice_dropped(case)
    for case in _cases(decision=letter):
        deciding.decision_dropped(case)


def moved(organization_id: int) -> None:
    """Something below has changed for the organization: cases whose fact is gone end at once."""
    look_again_at(organization_id)
