"""Nightly rules on who is in office: age, terms in a row, two representations (OF-01 to OF-03).

The limits themselves are rows of TenureLimit and their meaning stands in limits.py: what a page says of a post beside
the name and what the night finds are the same condition.
"""

import datetime
from typing import ClassVar

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import JSONObject

from core.rules.base import as_findings
from core.rules.models import RuleVersion, Severity
from registry.officers import limit_words, limits, queries
from registry.officers.models import OfficerPost
from registry.officers.rules import OfficeRule, text
from registry.officers.states import LimitKind

CHANGED = ("officer_appointed", "officer_left", "term_began")


class _LimitRule(OfficeRule):
    """One finding a person and organization, whatever the number of her posts: of the one that was entered first."""

    subject_kind = "officer_post"
    kinds: ClassVar[tuple[str, ...]] = ()
    settled_by = CHANGED

    def dated_words(self, day: datetime.date) -> dict:
        return {"limits": limit_words.of_kinds(queries.limits_on(day), self.kinds)}

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        posts = self.standing(OfficerPost.objects.on(as_of), as_of, version)
        found = limits.find(posts, queries.limits_on(as_of), as_of, self.kinds)
        ahead = found.filter(organization=OuterRef("organization"), person=OuterRef("person"), pk__lt=OuterRef("pk"))
        return as_findings(
            found.filter(~Exists(ahead)),
            subject="pk",
            organization="organization_id",
            period=Value("", output_field=CharField()),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(officer=F("person__name"), post=F("kind__label"), in_office_since=text("valid_from")),
        )


class OfficerOverAge(_LimitRule):
    code = "OF-01"
    title = "负责人超过任职年龄"
    explanation = (
        "在任的负责人已超过任职年龄（任职届期规定：{limits}）。"
        "登记离任后解除；章程另有规定或者经批准的，由经办人写明理由排除。"
    )
    default_severity = Severity.MEDIUM
    is_design = True
    told = ("ORG", "SUP", "REG")
    kinds = (LimitKind.MAX_AGE,)


class TermsInARow(_LimitRule):
    code = "OF-02"
    title = "连续任职超过规定届数"
    explanation = (
        "在任人员连续担任同一职务的届数超过规定（任职届期规定：{limits}；届中接任按一届计算）。"
        "登记离任或者换届后解除。"
    )
    default_severity = Severity.MEDIUM
    is_design = True
    told = ("SUP", "REG")
    kinds = (LimitKind.MAX_TERMS,)


class TwoRepresentations(_LimitRule):
    code = "OF-03"
    title = "法定代表人兼任其他社会组织法定代表人"
    explanation = (
        "同一人（按证件号码识别）担任两个社会团体的法定代表人，或者担任基金会法定代表人的同时担任其他社会组织的法定代表人。"
        "其中一家变更法定代表人后解除。"
    )
    default_severity = Severity.HIGH
    legal_sources = ("associations-12", "foundations-23")
    told = ("REG",)
    kinds = (LimitKind.ONE_REPRESENTATION,)
