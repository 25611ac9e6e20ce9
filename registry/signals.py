"""What registry tells the apps above it. Receivers live in those apps; registry knows none of them."""

from django.dispatch import Signal

annual_report_submitted = Signal()  # report, submission
annual_report_returned = Signal()  # report, opinion
annual_report_accepted = Signal()  # report
