"""What a nightly rule is. Rules find; they never write and never ask what day it is."""

import datetime
from typing import ClassVar

from django.db.models import QuerySet

from core.rules.models import RuleVersion

# Columns that every finding carries; the engine turns the queryset into one INSERT … SELECT.
FINDING_COLUMNS = ("subject_id", "organization_id", "period", "due_on", "severity", "evidence")


class Rule:
    """One class per rule code.

    `subject_kind` names the alert column that holds the subject (organization, report, department, person …).
    `findings` returns a queryset annotated with FINDING_COLUMNS under the names `finding_<column>`; it compares
    moments with the end of `as_of` in Asia/Shanghai and never reads a current state, so it can be asked for any day.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    explanation: ClassVar[str]
    subject_kind: ClassVar[str] = "organization"
    default_severity: ClassVar[str]
    default_params: ClassVar[dict] = {}
    legal_sources: ClassVar[tuple[str, ...]] = ()
    told: ClassVar[tuple[str, ...]] = ()

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        raise NotImplementedError
