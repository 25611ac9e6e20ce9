"""What happens below and matters here: the rules that a signal settles are asked again for its organization."""

import logging
from functools import partial

from django.db import transaction

from core.signals import write_off_rows_changed
from party_building import signals as party
from registry import signals
from supervision import signals as own
from supervision.campaigns.actions import formal as campaigns
from supervision.credit_listings import links as listings
from supervision.credit_objections import actions as objections
from supervision.credit_removals import actions as removals
from supervision.ladders import actions as ladders
from supervision.rectifications import actions as rectifications
from supervision.risk_alerts import actions
from supervision.risk_reports import actions as risk_reports
from supervision.talks import actions as talks
from supervision.task_lists import actions as tasks

logger = logging.getLogger(__name__)

# Signal of the registry, which is also the event a rule names in `settled_by` → the argument that says whose it is.
SETTLING = {
    "annual_report_submitted": "report",
    "annual_report_first_reviewed": "report",
    "obligation_changed": "obligation",
    "annual_report_returned": "report",
    "annual_report_withdrawn": "report",
    "annual_report_concluded": "report",
    "conclusion_withdrawn": "report",
    "rectification_moved": "rectification",
    "certificate_issued": "certificate",
    "officer_appointed": "post",
    "officer_left": "post",
    "term_began": "term",
    "term_extended": "term",
    "audit_recorded": "audit",
    "dues_published": "standard",
    "reelection_moved": "reelection",
}
# Signals of supervision itself.
OWN_SETTLING = {
    "letter_served": "letter",
    "letter_replied": "letter",
    "letter_closed": "letter",
    "rectification_verified": "order",
    "credit_record_moved": "record",
    "penalty_moved": "penalty",
    "credit_entry_moved": "entry",
    "credit_removal_moved": "removal",
    "listing_case_moved": "case",
}
# Signals of party building; each carries the organization's id.
PARTY_SETTLING = ("coverage_changed", "party_count_changed", "instructor_changed")


def settle(event: str, sender=None, **given) -> None:
    actions.ask_again(event, given[SETTLING[event]].organization_id)


def settle_own(event: str, sender=None, **given) -> None:
    """A letter to an office is of no organization: its rules are asked about all."""
    actions.ask_again(event, given[OWN_SETTLING[event]].organization_id)


def of_letter(verb, sender=None, letter=None, **given) -> None:
    """What becomes of a letter becomes of the order or talk it carries; a refusal stops the act."""
    verb(letter)


def of_listing(verb, sender=None, letter=None, **given) -> None:
    """What becomes of a notice or a decision becomes of its listing case."""
    verb(letter)


def of_entry(verb, sender=None, entry=None, **given) -> None:
    """What was asked about a stay on a list ends with the stay."""
    verb(entry)


def follow(organization_id: int | None) -> None:
    """Cases whose fact is gone end at once, ladders follow; a failure waits for the night, not on the filer."""
    if organization_id is None:
        return
    try:
        with transaction.atomic():
            listings.moved(organization_id)
            ladders.refresh(organization_id)
    except Exception:
        logger.exception("listing cases not looked at again", extra={"organization": organization_id})


def follow_of(name: str, sender=None, **given) -> None:
    follow(given[name].organization_id)


def follow_party(sender=None, organization_id=None, **given) -> None:
    follow(organization_id)


def settle_of(event: str, sender=None, organization_id=None, **given) -> None:
    actions.ask_again(event, organization_id)


def settle_itself(sender=None, organization=None, **given) -> None:
    actions.ask_again("organization_edited", organization.pk)


signals.organization_edited.connect(settle_itself, dispatch_uid="supervision.organization_edited")
for _event in PARTY_SETTLING:
    getattr(party, _event).connect(partial(settle_of, _event), weak=False, dispatch_uid=f"supervision.{_event}")
for _event in SETTLING:
    getattr(signals, _event).connect(partial(settle, _event), weak=False, dispatch_uid=f"supervision.{_event}")
for _event in OWN_SETTLING:
    getattr(own, _event).connect(partial(settle_own, _event), weak=False, dispatch_uid=f"supervision.{_event}")
for _event, _verb in (
    ("letter_signed", rectifications.signed),
    ("letter_served", rectifications.served),
    ("letter_dropped", rectifications.dropped),
    ("letter_served", talks.served),
    ("letter_dropped", talks.dropped),
    ("letter_dropped", campaigns.dropped),
):
    _uid = f"{_verb.__module__}.{_event}"
    getattr(own, _event).connect(partial(of_letter, _verb), weak=False, dispatch_uid=_uid)


def of_order(verb, sender=None, order=None, **given) -> None:
    verb(order)


own.rectification_verified.connect(
    partial(of_order, campaigns.ended), weak=False, dispatch_uid="campaigns.rectification_verified"
)


def rows_moved(sender=None, book=None, **given) -> None:
    tasks.settle(book)


write_off_rows_changed.connect(rows_moved, weak=False, dispatch_uid="supervision.task_lists")


def close_reports(sender=None, lead=None, **given) -> None:
    """What became of a lead is what its reporters read."""
    risk_reports.lead_over(lead)


own.lead_ended.connect(close_reports, weak=False, dispatch_uid="supervision.lead_ended")
for _event, _verb in (
    ("letter_signed", listings.letter_signed),
    ("letter_served", listings.letter_served),
    ("letter_dropped", listings.letter_dropped),
):
    getattr(own, _event).connect(partial(of_listing, _verb), weak=False, dispatch_uid=f"credit_listings.{_event}")
for _name, _verb in (("removals", removals.entry_moved), ("objections", objections.entry_moved)):
    own.credit_entry_moved.connect(partial(of_entry, _verb), weak=False, dispatch_uid=f"credit_entry.{_name}")
# Last, when the rules have been asked again: what moved below may end a case.
for _event, _name in SETTLING.items():
    getattr(signals, _event).connect(partial(follow_of, _name), weak=False, dispatch_uid=f"follow.{_event}")
for _event in ("rectification_verified", "penalty_moved", "credit_entry_moved", "listing_case_moved"):
    getattr(own, _event).connect(partial(follow_of, OWN_SETTLING[_event]), weak=False, dispatch_uid=f"follow.{_event}")
for _event in PARTY_SETTLING:
    getattr(party, _event).connect(follow_party, weak=False, dispatch_uid=f"follow.{_event}")
