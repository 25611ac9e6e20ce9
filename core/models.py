"""One line per table of this app: the index a newcomer reads first."""

from core.audit.models import AuditCheck, AuditEntry, AuditHead
from core.dated.models import ProjectionDay
from core.departments.models import Department, DepartmentSeat, Region
from core.files.models import StoredFile
from core.identity.models import User
from core.indicators.models import IndicatorSnapshot
from core.jobs.models import Job, JobFile, JobLine
from core.notifications.models import Delivery, Notice
from core.rules.models import LegalSource, RuleVersion
from core.workdays.models import Holiday
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem

__all__ = [
    "AuditCheck",
    "AuditEntry",
    "AuditHead",
    "Delivery",
    "Department",
    "DepartmentSeat",
    "Holiday",
    "IndicatorSnapshot",
    "Job",
    "JobFile",
    "JobLine",
    "LegalSource",
    "Notice",
    "ProjectionDay",
    "Region",
    "RuleVersion",
    "StoredFile",
    "TransitionLog",
    "User",
    "WorkItem",
]
