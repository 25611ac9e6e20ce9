"""Nightly rules on instructors: a body that has neither branch nor instructor, a quarter without a visit."""

import datetime
from typing import ClassVar

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from party_building.instructors import queries
from party_building.instructors.models import Dispatch
from registry.annual_reports.deadlines import last_day_before
from registry.organizations.models import Organization


class NoInstructor(Rule):
    code = "PB-02"
    title = "应派未派党建指导员"
    explanation = (
        "成立登记满{workdays}个工作日，没有单独或联合党组织，也没有党建指导员。挂靠和功能型党组织不免除选派。"
        "选派指导员或建立党组织后解除。"
    )
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {"workdays": 30}
    param_labels: ClassVar[dict[str, str]] = {"workdays": "登记后几个工作日内选派"}
    since = datetime.date(2022, 1, 1)
    is_design = True
    told = ("PTY", "SUP")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        latest = last_day_before(as_of, version.params.get("workdays", self.default_params["workdays"]))
        rows = queries.uncovered(Organization.objects.as_of(as_of), as_of).filter(registered_on__lte=latest)
        return as_findings(
            rows,
            subject="pk",
            organization=F("pk"),
            period=Value("", output_field=CharField()),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(registered_on=Cast("registered_on", CharField())),
        )


class NoVisit(Rule):
    code = "PB-13"
    title = "上季度指导员未走访"
    explanation = (
        "指导员在上一个完整季度内一直联系该组织，没有走访记录。写一句即为走访记录，照片可不传；补记后解除。"
        "只作提醒，不计分、不排名。"
    )
    default_severity = Severity.LOW
    since = datetime.date(2025, 4, 1)
    is_design = True
    told = ("PTY",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        first, last = queries.last_full_quarter(as_of)
        quarter = f"{first.year}Q{(first.month + 2) // 3}"
        standing = Organization.objects.as_of(as_of).active().order_by().values("pk")
        rows = queries.unvisited(Dispatch.objects.all(), as_of).filter(organization__in=standing)
        return as_findings(
            rows,
            subject="organization_id",
            organization="organization_id",
            period=Concat(Value(f"{quarter}/"), "basis", output_field=CharField()),
            due_on=Value(last),
            severity=version.severity,
            evidence=JSONObject(quarter=Value(quarter), dispatched_on=Cast("valid_from", CharField())),
        )
