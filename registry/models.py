"""One line per table of this app: the index a newcomer reads first."""

from registry.annual_reports.models import (
    AnnualReport,
    ReportAttachment,
    ReportDeclaration,
    ReportFigure,
    ReportingRegime,
    ReportObligation,
    ReportObligationChange,
    ReportSection,
    ReportSubmission,
    ReviewOpinion,
    SectionGuest,
    SubmissionOpening,
    SubmissionWithdrawal,
)
from registry.approvals.models import ApprovalPush, MonthSignOff, PushAcceptance, PushDuty
from registry.branches.models import BranchFiling, BranchOffice, BranchParticulars
from registry.certificates.models import Certificate
from registry.changes import triggers  # noqa: F401
from registry.changes.models import RegisterChange
from registry.charters.models import CharterVersion
from registry.community_orgs.models import (
    CommunityActivity,
    CommunityKind,
    CommunityMembership,
    CommunityOrganization,
    CommunityPlacement,
    FilingSeries,
    RegistrationCondition,
)
from registry.community_orgs.towns import Town
from registry.disclosures.models import CorrectionRequest
from registry.dues.models import DuesGrade, DuesStandard
from registry.handovers.models import RepresentativeChange, SeatHandover
from registry.imports.models import ColumnMapping, ImportBatch, ImportGap, ImportRow
from registry.incubation_bases.models import Incubation, IncubationBase
from registry.members.models import MemberDistinction, MemberEnterprise, MemberImport, Membership
from registry.officers.models import CouncilTerm, OfficerPost, PostKind, ReelectionAudit, TenureLimit
from registry.org_accounts.models import ActivationCode, OrganizationSeat
from registry.organization_tags.models import OrganizationTag, Tag
from registry.organizations.facts import (
    FactCorrection,
    FactRecording,
    OrganizationAddress,
    OrganizationClass,
    OrganizationFunds,
    OrganizationHeadcount,
    OrganizationName,
    OrganizationScope,
    OrganizationStanding,
    OrganizationStatus,
    Responsibility,
)
from registry.organizations.models import Organization
from registry.people.models import Person, PersonDistinction
from registry.reelections.models import (
    Candidate,
    CandidateReview,
    Reelection,
    ReelectionOpinion,
    ReelectionSeries,
)
from registry.report_announcements.models import AnnouncementEntry, ReportAnnouncement
from registry.report_forms.models import FormVersion, SpendingRule
from registry.report_publications.models import ReportPublication
from registry.report_requests.models import ReportRequest
from registry.report_reviews.models import (
    ConclusionGround,
    ConclusionProposal,
    ConclusionWithdrawal,
    FindingAcceptance,
    FixNotice,
    PartyOpinion,
    PeerRange,
    RemarkPhrase,
    ReportConclusion,
    ReportRectification,
    ReviewSample,
    ReviewSeries,
    ReviewThreshold,
    SampledReport,
    SubmissionDigest,
)
from registry.responsibilities.models import (
    ApprovalLine,
    CommitteeDuty,
    CommitteeThreshold,
    DepartmentTrade,
    LedgerRow,
    LedgerSignature,
    ResponsibilityLedger,
)
from registry.status_certificates.models import StatusCertificate, StatusCertificateSeries

__all__ = [
    "ActivationCode",
    "AnnouncementEntry",
    "AnnualReport",
    "BranchFiling",
    "BranchOffice",
    "BranchParticulars",
    "Certificate",
    "CharterVersion",
    "ApprovalPush",
    "ApprovalLine",
    "CommitteeDuty",
    "CommitteeThreshold",
    "DepartmentTrade",
    "LedgerRow",
    "LedgerSignature",
    "ResponsibilityLedger",
    "ColumnMapping",
    "CommunityActivity",
    "CommunityKind",
    "CommunityMembership",
    "CommunityOrganization",
    "CommunityPlacement",
    "CorrectionRequest",
    "DuesGrade",
    "DuesStandard",
    "CouncilTerm",
    "FactCorrection",
    "FactRecording",
    "FilingSeries",
    "FormVersion",
    "ImportBatch",
    "ImportGap",
    "ImportRow",
    "OfficerPost",
    "MonthSignOff",
    "Incubation",
    "IncubationBase",
    "MemberDistinction",
    "MemberEnterprise",
    "MemberImport",
    "Membership",
    "Organization",
    "OrganizationAddress",
    "OrganizationClass",
    "OrganizationFunds",
    "OrganizationHeadcount",
    "OrganizationName",
    "OrganizationScope",
    "OrganizationSeat",
    "OrganizationStanding",
    "OrganizationStatus",
    "OrganizationTag",
    "Person",
    "PersonDistinction",
    "PostKind",
    "Reelection",
    "ReelectionAudit",
    "ReelectionOpinion",
    "ReelectionSeries",
    "Candidate",
    "CandidateReview",
    "PushAcceptance",
    "PushDuty",
    "RegisterChange",
    "RegistrationCondition",
    "ReportAnnouncement",
    "ReportAttachment",
    "ReportDeclaration",
    "ReportFigure",
    "ReportObligation",
    "ReportObligationChange",
    "ReportPublication",
    "ReportRequest",
    "ReportSection",
    "ReportSubmission",
    "ReportingRegime",
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
    "RepresentativeChange",
    "Responsibility",
    "ReviewOpinion",
    "SectionGuest",
    "StatusCertificate",
    "StatusCertificateSeries",
    "SubmissionOpening",
    "SubmissionWithdrawal",
    "Tag",
    "SeatHandover",
    "SpendingRule",
    "TenureLimit",
    "Town",
]
