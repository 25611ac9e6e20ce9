"""What registry tells the apps above it. Receivers live in those apps; registry knows none of them."""

from django.dispatch import Signal

annual_report_submitted = Signal()  # report, submission
annual_report_returned = Signal()  # report, opinion
annual_report_first_reviewed = Signal()  # report, opinion: passed on, so it has arrived at the authority
annual_report_passing = Signal()  # report, step, actor: about to be passed on or accepted; a receiver may refuse
