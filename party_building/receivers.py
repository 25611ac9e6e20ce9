"""What happens below and matters here: an accepted report says how many party members an organization has."""

from django.dispatch import receiver

from party_building.party_declarations import actions
from registry.signals import annual_report_accepted


@receiver(annual_report_accepted, dispatch_uid="party_building.annual_report_accepted")
def keep_declaration(sender, report, declared, **given):
    actions.take_in(report, declared=declared.get("party", {}))
