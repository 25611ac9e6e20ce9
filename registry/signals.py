"""What registry tells the apps above it. Receivers live in those apps; registry knows none of them."""

from django.dispatch import Signal

annual_report_submitted = Signal()  # report, submission
annual_report_returned = Signal()  # report, opinion
annual_report_first_reviewed = Signal()  # report, opinion: passed on, so it has arrived at the authority
annual_report_withdrawn = Signal()  # report: taken back before anybody had looked; owed again
annual_report_passing = Signal()  # report, step, actor: about to be passed on or accepted; a receiver may refuse
annual_report_accepted = Signal()  # report, declared: its party and fee sections (annual_reports/passed_on.py)
annual_report_published = Signal()  # report, publication: a version became public
annual_report_concluded = Signal()  # report, conclusion
conclusion_withdrawn = Signal()  # report, conclusion
rectification_moved = Signal()  # rectification: ordered, reported, finished or cancelled
obligation_changed = Signal()  # obligation, change: moved, deferred, exempted or waived
activation_code_used = Signal()  # code, user_id: somebody took a post
officer_appointed = Signal()  # post
officer_left = Signal()  # post: its last day was entered, or its dates were corrected
term_began = Signal()  # term
term_extended = Signal()  # term
audit_recorded = Signal()  # audit: before a re-election or a change of legal representative
organization_edited = Signal()  # organization: what has no dates, the credit code among it
dues_published = Signal()  # standard
reelection_moved = Signal()  # reelection: reviewed, sent back, decided or withdrawn
certificate_issued = Signal()  # certificate
