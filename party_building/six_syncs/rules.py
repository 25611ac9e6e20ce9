"""The nightly rule of the charter clause: PB-10."""

import datetime
from typing import ClassVar

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.charters.models import CharterVersion
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES


class CharterWithoutPartyClause(Rule):
    code = "PB-10"
    title = "章程未载明党的建设内容"
    explanation = "登记状态正常的社会组织，现行有效的章程经核准而没有党的建设条款。修订章程并核准后解除。"
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {"statuses": [status.value for status in ACTIVE_STATUSES]}
    is_design = True
    told = ("ORG", "REG")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        statuses = version.params.get("statuses", self.default_params["statuses"])
        standing = Organization.objects.from_facts(as_of).where(status__in=statuses).order_by()
        rows = CharterVersion.objects.on(as_of).filter(
            has_party_clause=False, organization__in=standing.values("pk")
        )  # fmt: skip
        return as_findings(
            rows,
            subject="organization_id",
            organization="organization_id",
            period=Cast("version_no", CharField()),
            due_on="valid_from",
            severity=version.severity,
            evidence=JSONObject(version_no=F("version_no"), approved_on=Cast("valid_from", CharField())),
        )
