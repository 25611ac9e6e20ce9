"""年度报告: who owes which report by when, what was filed, and what the reviewers said."""

from registry.annual_reports.models.obligations import ReportingRegime, ReportObligation, ReportObligationChange
from registry.annual_reports.models.reports import AnnualReport, ReportSection
from registry.annual_reports.models.submissions import ReportFigure, ReportSubmission, ReviewOpinion

__all__ = [
    "AnnualReport",
    "ReportFigure",
    "ReportObligation",
    "ReportObligationChange",
    "ReportSection",
    "ReportSubmission",
    "ReportingRegime",
    "ReviewOpinion",
]
