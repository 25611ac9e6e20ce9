"""年报审查: what the portal found, what reviewers answered for, papers, opinions, conclusions, samples."""

from registry.report_reviews.models.conclusions import (
    ConclusionGround,
    ConclusionProposal,
    ConclusionWithdrawal,
    ReportConclusion,
    ReportRectification,
)
from registry.report_reviews.models.findings import (
    FindingAcceptance,
    PeerRange,
    ReviewThreshold,
    SubmissionDigest,
)
from registry.report_reviews.models.papers import FixNotice, RemarkPhrase, ReviewSeries
from registry.report_reviews.models.party import PartyOpinion
from registry.report_reviews.models.samples import ReviewSample, SampledReport

__all__ = [
    "ConclusionGround",
    "ConclusionProposal",
    "ConclusionWithdrawal",
    "FindingAcceptance",
    "FixNotice",
    "PartyOpinion",
    "PeerRange",
    "RemarkPhrase",
    "ReportConclusion",
    "ReportRectification",
    "ReviewSample",
    "ReviewSeries",
    "ReviewThreshold",
    "SampledReport",
    "SubmissionDigest",
]
