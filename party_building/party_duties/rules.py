"""Nightly rules on duties: an organ that should be there and is not, of an organization and of a department."""

import datetime
from typing import ClassVar

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, JSONObject

from core.dated.calendar import add_months
from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from party_building.party_duties import queries
from party_building.party_limits.models import limits
from party_building.party_limits.states import LimitCode
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitKind
from registry.organizations.states import Status
from registry.responsibilities.models import CommitteeDuty

GRAVER_MONTHS = 6  # where the standards say no number


def _text(expression) -> Cast:
    return Cast(expression, CharField())


class PartyOrganMissing(Rule):
    code = "PB-01"
    title = "应建未建党组织"
    explanation = (
        "专职人员中的正式党员达到{least}，没有单独组建也没有加入联合党组织。发现时为{severity}，满{months}个月仍未建立的为高。"
        "只提醒党建工作机构：是否应建未建由党建工作机构认定，组织关系不能转入的，可建立功能型党组织。"
    )
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value]}
    legal_sources = ("party-branches-2",)
    told = ("PTY",)
    since = datetime.date(2018, 10, 28)
    settled_by = ("coverage_changed", "party_count_changed")

    def dated_words(self, day: datetime.date) -> dict:
        numbers = limits(day)
        return {
            "least": f"{numbers[LimitCode.ESTABLISH_MEMBERS]}人"
            if LimitCode.ESTABLISH_MEMBERS in numbers
            else "规定人数",
            "months": numbers.get(LimitCode.ESTABLISH_MONTHS, GRAVER_MONTHS),
        }

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        numbers = limits(as_of)
        rows = queries.to_establish(as_of, numbers.get(LimitCode.ESTABLISH_MEMBERS, 0))
        if LimitCode.ESTABLISH_MEMBERS not in numbers:
            rows = rows.none()
        rows = rows.where(status__in=version.params.get("statuses", self.default_params["statuses"]))
        graver = add_months(as_of, -numbers.get(LimitCode.ESTABLISH_MONTHS, GRAVER_MONTHS))
        return as_findings(
            rows,
            subject="pk",
            organization="pk",
            period=_text("since"),
            due_on=None,
            severity=Case(
                When(since__lte=graver, then=Value(Severity.HIGH.value)),
                default=Value(version.severity),
                output_field=CharField(),
            ),
            evidence=JSONObject(since=_text("since")),
        )


class IndustryCommitteeMissing(Rule):
    code = "PB-03"
    title = "应设未设行业党委"
    explanation = "负责的社会组织达到规定家数的部门，期满仍没有行业党委。家数低于标准或行业党委成立后自行解除。"
    subject_kind = "department"
    default_severity = Severity.HIGH
    is_design = True
    told = ("DEPARTMENT", "PTY", "LEAD")
    since = datetime.date(2022, 1, 1)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        standing = PartyUnit.objects.on(as_of).filter(kind=UnitKind.INDUSTRY, business_guide=OuterRef("department"))
        rows = CommitteeDuty.objects.filter(reached_on__lte=as_of, due_on__lt=as_of).filter(~Exists(standing))
        rows = rows.filter(ended_on=None) | rows.filter(ended_on__gt=as_of)
        return as_findings(
            rows,
            subject="department_id",
            organization=None,
            period=_text("reached_on"),
            due_on="due_on",
            severity=version.severity,
            evidence=JSONObject(organizations=F("organizations"), reached_on=_text("reached_on")),
        )
