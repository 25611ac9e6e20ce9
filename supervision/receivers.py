"""What happens below and matters here: one line calling one action each."""

from django.dispatch import receiver

from registry import signals
from supervision.risk_alerts import actions


@receiver(signals.annual_report_submitted, dispatch_uid="supervision.report_submitted")
def report_submitted(sender, report, **kwargs):
    actions.ask_again("annual_report_submitted", report.organization_id)


@receiver(signals.annual_report_first_reviewed, dispatch_uid="supervision.report_first_reviewed")
def report_first_reviewed(sender, report, **kwargs):
    actions.ask_again("annual_report_first_reviewed", report.organization_id)


@receiver(signals.obligation_changed, dispatch_uid="supervision.obligation_changed")
def obligation_changed(sender, obligation, **kwargs):
    actions.ask_again("obligation_changed", obligation.organization_id)


@receiver(signals.annual_report_returned, dispatch_uid="supervision.report_returned")
def report_returned(sender, report, **kwargs):
    actions.ask_again("annual_report_returned", report.organization_id)


@receiver(signals.annual_report_withdrawn, dispatch_uid="supervision.report_withdrawn")
def report_withdrawn(sender, report, **kwargs):
    actions.ask_again("annual_report_withdrawn", report.organization_id)


@receiver(signals.annual_report_concluded, dispatch_uid="supervision.report_concluded")
def report_concluded(sender, report, **kwargs):
    actions.ask_again("annual_report_concluded", report.organization_id)


@receiver(signals.conclusion_withdrawn, dispatch_uid="supervision.conclusion_withdrawn")
def conclusion_withdrawn(sender, report, **kwargs):
    actions.ask_again("conclusion_withdrawn", report.organization_id)


@receiver(signals.rectification_moved, dispatch_uid="supervision.rectification_moved")
def rectification_moved(sender, rectification, **kwargs):
    actions.ask_again("rectification_moved", rectification.organization_id)
