"""What happens below and matters here: the rules that a signal settles are asked again for its organization."""

from functools import partial

from party_building import signals as party
from registry import signals
from supervision.risk_alerts import actions

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
}
# Signals of party building; each carries the organization's id.
PARTY_SETTLING = ("coverage_changed", "party_count_changed", "instructor_changed")


def settle(event: str, sender=None, **given) -> None:
    actions.ask_again(event, given[SETTLING[event]].organization_id)


def settle_of(event: str, sender=None, organization_id=None, **given) -> None:
    actions.ask_again(event, organization_id)


for _event in PARTY_SETTLING:
    getattr(party, _event).connect(partial(settle_of, _event), weak=False, dispatch_uid=f"supervision.{_event}")
for _event in SETTLING:
    getattr(signals, _event).connect(partial(settle, _event), weak=False, dispatch_uid=f"supervision.{_event}")
