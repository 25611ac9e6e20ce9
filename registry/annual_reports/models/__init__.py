"""年度报告: who owes which report by when, what was filed, and what the reviewers said."""

from registry.annual_reports.models.attachments import ReportAttachment, ReportDeclaration
from registry.annual_reports.models.guests import SectionGuest
from registry.annual_reports.models.obligations import ReportingRegime, ReportObligation, ReportObligationChange
from registry.annual_reports.models.reports import AnnualReport, ReportSection
from registry.annual_reports.models.submissions import (
    ReportFigure,
    ReportSubmission,
    ReviewOpinion,
    SubmissionOpening,
    SubmissionWithdrawal,
)

__all__ = [
    "AnnualReport",
    "ReportAttachment",
    "ReportDeclaration",
    "ReportFigure",
    "ReportObligation",
    "ReportObligationChange",
    "ReportSection",
    "ReportSubmission",
    "ReportingRegime",
    "ReviewOpinion",
    "SectionGuest",
    "SubmissionOpening",
    "SubmissionWithdrawal",
]
