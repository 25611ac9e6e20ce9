"""What letters, rectifications, reports and penalties move in a case (called from receivers.py), and the case that a
letter belongs to."""

from django.db.models import Q
from django.urls import reverse

from core.access.actor import Actor
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


def matter_of(letter: Letter, actor: Actor) -> tuple[str, str] | None:
    """The case whose notice or decision a letter is, for whoever sees it."""
    if not actor.can("own_credit.view" if actor.is_organization_side else "credit_listings.view"):
        return None
    rows = ListingCase.objects.visible_to(actor).filter(Q(notice=letter) | Q(decision=letter))
    found = rows.select_related("ground").first()
    if found is None:
        return None
    side = "org" if actor.is_organization_side else "staff"
    return str(found), reverse(f"{side}:credit_listings:detail", args=[found.pk])
