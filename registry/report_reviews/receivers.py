"""What the review does when a report is sent, returned, passed on or accepted. Connected in RegistryConfig.ready."""

from django.dispatch import receiver

from registry.report_reviews.actions import answering, conclusions, papers, party
from registry.signals import (
    annual_report_accepted,
    annual_report_passing,
    annual_report_returned,
    annual_report_submitted,
    annual_report_withdrawn,
)


@receiver(annual_report_submitted)
def _look_at_it(sender, report, submission, **kwargs):
    answering.digest(submission)
    party.ask(submission)


@receiver(annual_report_passing)
def _everything_is_answered_for(sender, report, step, actor, **kwargs):
    answering.check_answered(report, actor)


@receiver(annual_report_returned)
def _write_the_letter(sender, report, opinion, **kwargs):
    papers.issue_fix_notice(report, opinion)
    party.end_of(report)


@receiver(annual_report_accepted)
def _conclude_next(sender, report, **kwargs):
    conclusions.ask_to_conclude(report)


@receiver(annual_report_withdrawn)
def _nobody_waits(sender, report, **kwargs):
    party.end_of(report)
