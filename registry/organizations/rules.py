"""DQ-01: credit codes that cannot be right. Set-based; what is wrong with a code in itself stands in an index.

A code is given for life and has no dated facts of its own: a past day is asked with the code on record now, with the
status and the type of that day.
"""

import datetime
from typing import ClassVar

from django.db.models import Case, CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat, JSONObject, Length, Substr

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.identifiers.recorded_regions import was_ever_region
from registry.organizations.facts import OrganizationClass, OrganizationStatus
from registry.organizations.models import Organization
from registry.organizations.states import Status

NEVER_ACCEPTED = ("length", "alphabet")  # no reason makes a code of 17 characters one
NATIONAL = "100000"


def faults() -> Func:
    """`uscc_faults` of the database: "" for a code that holds, else what is wrong with it."""
    return Func(F("uscc"), function="uscc_faults", output_field=TextField())


def subject_code() -> Case:
    """主体标识码: positions 9 to 17 of the credit code, or the organization code of the time before."""
    return Case(When(uscc__gt="", then=Substr("uscc", 9, 9)), default=F("org_code"), output_field=CharField())


class CodeDoubtful(Rule):
    code = "DQ-01"
    title = "统一社会信用代码有误"
    explanation = (
        "代码的位数、字符或者校验码不符（GB 32100、GB 11714）；第2位与当日的组织类型不一致；第3至8位不是现有或曾有的"
        "行政区划；两家社会组织的主体标识码相同。已核对证书并写明理由的，校验码和类型不再提示。更正代码后解除。"
    )
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value]}
    is_design = True
    legal_sources = ("credit-codes",)
    told = ("REG",)
    settled_by = ("organization_edited",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        statuses = version.params.get("statuses", self.default_params["statuses"])
        standing = OrganizationStatus.objects.on(as_of).filter(organization=OuterRef("pk"), status__in=statuses)
        doubts = {
            "代码的位数、字符或校验码不符；": Q(pk__in=_failing().values("pk")),
            "第2位与组织类型不一致；": Q(pk__in=_of_another_type(as_of)),
            "第3至8位不是现有或曾有的行政区划；": Q(pk__in=_of_no_region().values("pk")),
            "主体标识码与另一社会组织相同；": Q(subject_code__in=_shared(as_of)) & ~Q(subject_code=""),
        }
        rows = Organization.objects.annotate(subject_code=subject_code())
        found = Q(pk__in=[])
        for condition in doubts.values():
            found |= condition
        words = [
            Case(When(condition, then=Value(text)), default=Value(""), output_field=CharField())
            for text, condition in doubts.items()
        ]
        return as_findings(
            rows.filter(Exists(standing)).filter(found),
            subject="pk",
            organization="pk",
            period=Value("", output_field=CharField()),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(uscc=F("uscc"), code_doubts=Concat(*words)),
        )


def _coded() -> QuerySet:
    return Organization.objects.filter(uscc__gt="")


def _failing() -> QuerySet:
    """Read from the index `organization_uscc_fails`."""
    rows = Organization.objects.exclude(uscc="").alias(faults=faults()).filter(faults__gt="")
    return rows.filter(Q(uscc_override_reason="") | Q(faults__in=NEVER_ACCEPTED))


def _of_another_type(day: datetime.date) -> QuerySet:
    classes = OrganizationClass.objects.on(day).alias(stated=Substr("organization__uscc", 2, 1))
    rows = classes.filter(organization__uscc__startswith="5", organization__uscc_override_reason="")
    return rows.exclude(org_type=F("stated")).values("organization")


def _of_no_region() -> QuerySet:
    """The region parts in use are few and are looked up one by one; the organizations never are."""
    whole = _coded().alias(size=Length("uscc")).filter(size=18).annotate(region_part=Substr("uscc", 3, 6))
    parts = whole.order_by().values_list("region_part", flat=True).distinct()
    return whole.filter(region_part__in=[one for one in parts if one != NATIONAL and not was_ever_region(one)])


def _shared(day: datetime.date) -> QuerySet:
    """Subject codes that two organizations of the register bear, whatever their status."""
    known = OrganizationStatus.objects.on(day).values("organization")
    rows = Organization.objects.filter(pk__in=known).annotate(shared_code=subject_code()).exclude(shared_code="")
    return (
        rows.order_by().values("shared_code").annotate(bearers=Count("pk")).filter(bearers__gt=1).values("shared_code")
    )
