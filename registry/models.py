"""One line per table of this app: the index a newcomer reads first."""

from registry.annual_reports.models import (
    AnnualReport,
    FormVersion,
    ReportFigure,
    ReportingRegime,
    ReportObligation,
    ReportObligationChange,
    ReportSection,
    ReportSubmission,
    ReviewOpinion,
)
from registry.branches.models import BranchFiling, BranchOffice, BranchParticulars
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
from registry.handovers.models import RepresentativeChange, SeatHandover
from registry.imports.models import ColumnMapping, ImportBatch, ImportGap, ImportRow
from registry.incubation_bases.models import Incubation, IncubationBase
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
from registry.status_certificates.models import StatusCertificate, StatusCertificateSeries

__all__ = [
    "ActivationCode",
    "AnnualReport",
    "BranchFiling",
    "BranchOffice",
    "BranchParticulars",
    "ColumnMapping",
    "CommunityActivity",
    "CommunityKind",
    "CommunityMembership",
    "CommunityOrganization",
    "CommunityPlacement",
    "CorrectionRequest",
    "FactCorrection",
    "FactRecording",
    "FilingSeries",
    "FormVersion",
    "ImportBatch",
    "ImportGap",
    "ImportRow",
    "Incubation",
    "IncubationBase",
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
    "RegistrationCondition",
    "ReportFigure",
    "ReportObligation",
    "ReportObligationChange",
    "ReportSection",
    "ReportSubmission",
    "ReportingRegime",
    "RepresentativeChange",
    "Responsibility",
    "ReviewOpinion",
    "StatusCertificate",
    "StatusCertificateSeries",
    "Tag",
    "SeatHandover",
    "Town",
]
