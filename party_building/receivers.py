"""What happens below and matters here: an accepted report says how many party members an organization has."""

from django.dispatch import receiver

from party_building.party_declarations import actions
from registry.signals import annual_report_accepted


@receiver(annual_report_accepted, dispatch_uid="party_building.annual_report_accepted")
def keep_declaration(sender, report, declared, **given):
    actions.take_in(report, declared=declared.get("party", {}))
"""What happens here and below and matters to party building: the duties of the organization are looked at again."""

from party_building import signals
from party_building.party_duties.actions import refresh


def refresh_duties(sender=None, organization_id=None, **given) -> None:
    refresh(organization_id)


for _signal in (signals.coverage_changed, signals.party_count_changed, signals.instructor_changed):
    _signal.connect(refresh_duties, dispatch_uid="party_building.duties")
