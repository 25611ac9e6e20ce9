"""One line per table of this app: the index a newcomer reads first."""

from core.access.models import RateWindow
from core.api.models import IdempotentAnswer
from core.api_tokens.models import ApiToken, ApiTokenDay, ApiTokenUse
from core.audit.models import AuditCheck, AuditEntry, AuditHead
from core.bulk_actions.models import BulkRow, BulkRun
from core.dated.models import ProjectionDay
from core.departments.models import Department, DepartmentName, DepartmentSeat, Region, RegionName
from core.files.models import StoredFile
from core.identity.models import AccountKey, MfaReset, PasswordUsed, User
from core.indicators.models import IndicatorSnapshot
from core.jobs.models import Job, JobFile, JobLine
from core.listing.models import ListPreference
from core.notifications.models import Delivery, Notice
from core.reorganizations.models import Reorganization
from core.rules.models import (
    LegalSource,
    RuleProposal,
    RuleTrial,
    RuleTrialConflict,
    RuleTrialDay,
    RuleVersion,
)
from core.saved_views.models import MembershipChange, SavedView, ViewSubscription
from core.workdays.models import Holiday
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from core.writeoff.models import WriteOffEvidence, WriteOffList, WriteOffNote, WriteOffRow

__all__ = [
    "ApiToken",
    "ApiTokenDay",
    "ApiTokenUse",
    "AuditCheck",
    "AuditEntry",
    "AuditHead",
    "Delivery",
    "AccountKey",
    "BulkRow",
    "BulkRun",
    "Department",
    "DepartmentName",
    "DepartmentSeat",
    "Holiday",
    "IndicatorSnapshot",
    "Job",
    "IdempotentAnswer",
    "JobFile",
    "JobLine",
    "LegalSource",
    "ListPreference",
    "MembershipChange",
    "Notice",
    "MfaReset",
    "PasswordUsed",
    "ProjectionDay",
    "RateWindow",
    "Region",
    "RegionName",
    "Reorganization",
    "RuleProposal",
    "RuleTrial",
    "RuleTrialConflict",
    "RuleTrialDay",
    "RuleVersion",
    "SavedView",
    "StoredFile",
    "TransitionLog",
    "User",
    "ViewSubscription",
    "WorkItem",
    "WriteOffEvidence",
    "WriteOffList",
    "WriteOffNote",
    "WriteOffRow",
]
