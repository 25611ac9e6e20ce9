"""A case ends by itself when its fact is gone: at each rung, and when something below has moved."""

from django.db import transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.workflow.perform import perform
from supervision import signals
from supervision.credit_listings import notices
from supervision.credit_listings.findings import Finding, finding
from supervision.credit_listings.models import ListingCase
from supervision.letters import actions as letters
from supervision.letters.models import Letter
from supervision.letters.states import BEFORE_SIGNING, ON_THE_WAY

PORTAL = Actor.system("credit_listings")


@transaction.atomic
def stop(case: ListingCase, *, because: str) -> None:
    """情形已消除: the case ends, letters under way are withdrawn or voided, the organization is told if it knew."""
    step = perform(
        case, "stop", actor=PORTAL, comment=because, ended_because=because[:300], ended_on=clock.today()
    )  # fmt: skip
    worklist.close_items(case, cancelled=True)
    for letter in (case.notice, case.decision):
        if letter is not None:
            drop(letter, because)
    if case.served_on:
        notices.to_body(case, step.pk)
    audit.record("credit_listings.stop", actor=PORTAL, subject=case, organization=case.organization_id)
    signals.listing_case_moved.send(None, case=case)


def drop(letter: Letter, because: str) -> None:
    """A letter that was not served goes no further."""
    letter.refresh_from_db()
    if letter.state in BEFORE_SIGNING:
        letters.withdraw(letter, actor=PORTAL, comment=because)
    elif letter.state in ON_THE_WAY:
        letters.void(letter, actor=PORTAL, comment=because)


def look_again(case: ListingCase) -> Finding:
    """Ask once more on the day of today; a case whose fact is gone is stopped. Call inside the rung's transaction."""
    found = finding(case, clock.today())
    if not found.holds and case.is_running:
        stop(case, because=found.text)
    return found


def look_again_at(organization_id: int) -> int:
    """All running cases of one organization, after something below has moved. Returns how many were stopped.

    One whose decision is being signed looks for itself (deciding.decision_signed): its own entry changes the facts.
    """
    rows = ListingCase.objects.running().filter(organization=organization_id, decision__signed_on=None)
    stopped = 0
    for case in rows.select_related("organization__supervising_authority", "ground", "notice", "decision"):
        stopped += not look_again(case).holds
    return stopped
