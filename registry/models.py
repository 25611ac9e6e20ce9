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
from registry.disclosures.models import CorrectionRequest
from registry.handovers.models import RepresentativeChange, SeatHandover
from registry.imports.models import ColumnMapping, ImportBatch, ImportGap, ImportRow
from registry.members.models import MemberDistinction, MemberEnterprise, MemberImport, Membership
from registry.org_accounts.models import ActivationCode, OrganizationSeat
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
    "CorrectionRequest",
    "FactCorrection",
    "FactRecording",
    "FormVersion",
    "ImportBatch",
    "ImportGap",
    "ImportRow",
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
    "SeatHandover",
]
