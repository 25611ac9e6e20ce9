"""What happens below and matters here: one line calling one action each."""

from django.dispatch import receiver

from registry.signals import annual_report_submitted
from supervision.risk_alerts import actions


@receiver(annual_report_submitted, dispatch_uid="supervision.report_submitted")
def report_submitted(sender, report, **kwargs):
    actions.ask_again("annual_report_submitted", report.organization_id)
