"""Nightly rules on organizations without a trace of activity: SV-14, SV-15."""

import datetime
from typing import ClassVar

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.organizations.models import Organization
from registry.organizations.states import Status
from supervision.zombies import queries
from supervision.zombies.states import Flag


class _NoActivity(Rule):
    is_design = True
    evidence_labels: ClassVar[dict[str, str]] = {
        "certified_on": "取得登记证书日期",
        "last_active_on": "最近活动记录",
    }

    def params(self, version: RuleVersion) -> dict:
        return {**self.default_params, **version.params}

    @staticmethod
    def organizations(as_of: datetime.date):
        return Organization.objects.as_of(as_of).where(status=Status.NORMAL)

    @staticmethod
    def found(rows: QuerySet, version: RuleVersion, **evidence) -> QuerySet:
        return as_findings(
            rows,
            subject="pk",
            organization=F("pk"),
            period=Value("", output_field=CharField()),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(**evidence),
        )


class NoActivitySinceCertificate(_NoActivity):
    code = "SV-14"
    title = "领取登记证书后没有活动记录"
    explanation = (
        "社会团体、基金会取得登记证书满{years}年，平台没有任何活动记录（年度报告中的活动、会议、会费表决、变更登记、"
        "组织生活、社区活动）。只是线索，须核实；出现一条记录即解除。"
    )
    default_severity = Severity.HIGH
    default_params: ClassVar[dict] = queries.DEFAULTS[Flag.NEVER_ACTIVE]
    param_labels: ClassVar[dict[str, str]] = {
        "years": "满几年",
        "records_from": "活动记录起始日（不填为最早的年报年度）",
    }
    legal_sources = ("associations-29", "foundations-41")
    told = ("REG", "SUP")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = queries.never_active(self.organizations(as_of), as_of, self.params(version))
        return self.found(rows, version, certified_on=Cast("certified_on", CharField()))


class NoActivityForMonths(_NoActivity):
    code = "SV-15"
    title = "长期没有活动记录"
    explanation = (
        "连续{months}个月平台没有任何活动记录：年度报告中的活动、会议、会费表决、变更登记、组织生活、社区活动都没有。"
        "只是线索，须核实；出现一条记录即解除。"
    )
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = queries.DEFAULTS[Flag.INACTIVE]
    param_labels: ClassVar[dict[str, str]] = {
        "months": "几个月",
        "records_from": "活动记录起始日（不填为最早的年报年度）",
    }
    told = ("REG", "SUP")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = queries.inactive(self.organizations(as_of), as_of, self.params(version))
        rows = queries.with_last_activity(rows, as_of)
        return self.found(rows, version, last_active_on=Cast("last_active_on", CharField()))
