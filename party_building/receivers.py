"""What happens here and below and matters to party building."""

from party_building import signals
from party_building.party_declarations import actions as declarations
from party_building.party_duties import actions as duties
from registry.approvals.actions import settle_duties
from registry.signals import annual_report_accepted


def keep_declaration(sender=None, report=None, declared=None, **given) -> None:
    """An accepted report says how many party members an organization has."""
    declarations.take_in(report, declared=declared.get("party", {}))


def refresh_duties(sender=None, organization_id=None, **given) -> None:
    """The duties of the organization are looked at again."""
    duties.refresh(organization_id)


def settle_hand_over(sender=None, organization_id=None, **given) -> None:
    """What a registration left to be done, an organ or an instructor, may be done now."""
    settle_duties([organization_id])


signals.instructor_changed.connect(settle_hand_over, dispatch_uid="party_building.hand_over")
annual_report_accepted.connect(keep_declaration, dispatch_uid="party_building.annual_report_accepted")
for _signal in (signals.coverage_changed, signals.party_count_changed, signals.instructor_changed):
    _signal.connect(refresh_duties, dispatch_uid="party_building.duties")
