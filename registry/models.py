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
    "AnnualReport",
    "BranchFiling",
    "BranchOffice",
    "BranchParticulars",
    "ApprovalLine",
    "CommitteeDuty",
    "CommitteeThreshold",
    "DepartmentTrade",
    "LedgerRow",
    "LedgerSignature",
    "ResponsibilityLedger",
    "ColumnMapping",
    "CorrectionRequest",
    "FactCorrection",
    "FactRecording",
    "FormVersion",
    "ImportBatch",
    "ImportGap",
    "ImportRow",
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
]
