"""Nightly rules on terms: near their end, past it, extended too far, elected again without an audit (TM-01 to TM-04).

Set-based, for any day. Numbers of months stand in the rows of TenureLimit, each with its source and its dates.
"""

import datetime
from typing import ClassVar

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Greatest, JSONObject

from core.dated.calendar import last_within_months
from core.dated.expressions import months_later
from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.officers import queries
from registry.officers.models import CouncilTerm, OfficerPost, ReelectionAudit
from registry.officers.states import LEGAL_REPRESENTATIVE, LimitKind
from registry.organizations.facts import OrganizationClass, OrganizationStatus
from registry.organizations.models import Organization
from registry.organizations.states import OrgType, Status


def text(expression) -> Cast:
    return Cast(expression, CharField())


class OfficeRule(Rule):
    """Subjects are organizations in ordinary standing on the day."""

    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value]}

    def value(self, version: RuleVersion, name: str):
        return version.params.get(name, self.default_params[name])

    def standing(self, rows: QuerySet, as_of: datetime.date, version: RuleVersion, key: str = "organization"):
        statuses = self.value(version, "statuses")
        on_the_day = OrganizationStatus.objects.on(as_of).filter(organization=OuterRef(key), status__in=statuses)
        return rows.filter(Exists(on_the_day))


def of_types(org_types, day: datetime.date, key: str = "organization") -> Exists:
    """Of these types on `day`."""
    return Exists(OrganizationClass.objects.on(day).filter(organization=OuterRef(key), org_type__in=list(org_types)))


class _TermRule(OfficeRule):
    subject_kind = "council_term"
    settled_by = ("term_began", "term_extended")

    def in_force(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        return self.standing(CouncilTerm.objects.on(as_of).with_last_day(as_of), as_of, version)

    def of_terms(self, rows: QuerySet, version: RuleVersion, **evidence) -> QuerySet:
        return as_findings(
            rows,
            subject="pk",
            organization="organization_id",
            period=Value("", output_field=CharField()),
            due_on="last_day",
            severity=version.severity,
            evidence=JSONObject(term_no=F("term_no"), term_end=text("term_end"), **evidence),
        )


class TermEnds(_TermRule):
    code = "TM-01"
    title = "理事会任期将要届满"
    explanation = (
        "距本届理事会届满不足规定月数（见任职届期规定，没有写明的为{months}个月），还没有换届登记。经批准延期的，至延期终止日为止。"
        "先做换届审计、报候选人审核，再按章程通知会议；登记新一届后解除。"
    )
    default_severity = Severity.INFO
    default_params: ClassVar[dict] = {**OfficeRule.default_params, "months": 6}
    param_labels: ClassVar[dict[str, str]] = {"months": "任职届期规定没有写明时，届满前几个月提醒"}
    is_design = True
    legal_sources = ("foundations-20",)
    told = ("ORG", "SUP")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        limits, soon = queries.limits_on(as_of), Q(pk__in=[])
        for org_type in OrgType.values:
            months = queries.number(limits, LimitKind.PREPARATION, "months", org_type, self.value(version, "months"))
            soon |= Q(term_end__lte=last_within_months(as_of, months)) & Q(of_types([org_type], as_of))
        rows = self.in_force(as_of, version).filter(soon, last_day__gte=as_of)
        return self.of_terms(rows, version)


class TermOver(_TermRule):
    code = "TM-02"
    title = "理事会任期届满未换届"
    explanation = (
        "本届理事会届满日期（经批准延期的，为延期终止日期）已过，没有换届登记；届满日期当天仍在期限内。"
        "延期自批准之日起计算，届满后才批准的，批准之前仍为超期。登记新一届或批准延期后解除。"
    )
    default_severity = Severity.HIGH
    legal_sources = ("foundations-20",)
    told = ("ORG", "SUP", "REG", "PTY")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        return self.of_terms(self.in_force(as_of, version).filter(last_day__lt=as_of), version)


class ExtensionTooLong(_TermRule):
    code = "TM-03"
    title = "延期换届超过规定"
    explanation = (
        "延期终止日期超过届满后规定的月数（见任职届期规定，没有写明的为{max_months}个月）；或者同一届有第二次延期的批准记录。"
        "更正记录或者登记新一届后解除。"
    )
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {**OfficeRule.default_params, "max_months": 12}
    param_labels: ClassVar[dict[str, str]] = {"max_months": "任职届期规定没有写明时，最长几个月"}
    is_design = True
    told = ("REG",)

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        limits, too_long = queries.limits_on(as_of), Q(pk__in=[])
        for org_type in OrgType.values:
            months = queries.number(
                limits, LimitKind.EXTENSION, "max_months", org_type, self.value(version, "max_months")
            )
            late = Q(extended_until__gt=months_later(F("term_end"), months))
            too_long |= late & Q(of_types([org_type], as_of))
        rows = self.in_force(as_of, version).filter(extension_approved_on__lte=as_of)
        rows = rows.filter(too_long | Q(Exists(_earlier_extensions())))
        return self.of_terms(rows, version, extended_until=text("extended_until"))


def _earlier_extensions() -> QuerySet:
    """Another approval of the same term, kept by the history: the row itself holds one."""
    events = CouncilTerm.pgh_event_model.objects.filter(
        pgh_obj_id=OuterRef("pk"), extension_approved_on__isnull=False,
        extension_approved_on__lt=OuterRef("extension_approved_on"),
    )  # fmt: skip
    return events.exclude(extended_until=OuterRef("extended_until"))


class ReelectedUnaudited(OfficeRule):
    code = "TM-04"
    title = "换届或变更法定代表人未登记审计"
    explanation = (
        "换届或者变更法定代表人已经登记，此前{audit_months}个月内至今没有审计报告的记录。哪类组织在换届时、哪类在变更法定代表人时"
        "须先审计，见任职届期规定。只查当前一届和现任法定代表人。登记审计后解除。"
    )
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {**OfficeRule.default_params, "audit_months": 12}
    param_labels: ClassVar[dict[str, str]] = {"audit_months": "审计报告可早于换届几个月"}
    legal_sources = ("associations-27", "foundations-37", "service-institutions-22")
    told = ("ORG", "REG")
    settled_by = ("audit_recorded", "term_began", "officer_appointed")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        months = self.value(version, "audit_months")
        limits = [row for row in queries.limits_on(as_of) if row.kind == LimitKind.AUDIT]
        changes = {"term": _elections(as_of), "representative": _representatives(as_of)}
        rows, found = self.standing(Organization.objects.all(), as_of, version, key="pk"), Q(pk__in=[])
        for occasion, its in changes.items():
            types = {one for row in limits if occasion in row.params["occasions"] for one in row.org_types}
            audits = ReelectionAudit.objects.filter(organization=OuterRef("organization"), reported_on__lte=as_of)
            unaudited = its.filter(organization=OuterRef("pk")).exclude(
                Exists(audits.filter(reported_on__gte=months_later(OuterRef("valid_from"), -months)))
            )
            if not types:
                unaudited = unaudited.none()
            day = Subquery(unaudited.filter(of_types(types, as_of)).values("valid_from")[:1], DateField())
            rows = rows.annotate(**{f"{occasion}_on": day})
            found |= Q(**{f"{occasion}_on__isnull": False})
        rows = rows.filter(found)
        return as_findings(
            rows,
            subject="pk",
            organization="pk",
            period=text(Greatest("term_on", "representative_on")),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(elected_on=text("term_on"), representative_since=text("representative_on")),
        )


def _elections(day: datetime.date) -> QuerySet:
    """The term in force on `day`, where one went before it."""
    earlier = CouncilTerm.objects.filter(organization=OuterRef("organization"), valid_from__lt=OuterRef("valid_from"))
    return CouncilTerm.objects.on(day).filter(Exists(earlier))


def _representatives(day: datetime.date) -> QuerySet:
    """The legal representative of `day`, where somebody else went before."""
    earlier = OfficerPost.objects.filter(
        organization=OuterRef("organization"), kind=LEGAL_REPRESENTATIVE, valid_from__lt=OuterRef("valid_from")
    )
    posts = OfficerPost.objects.on(day).legal_representatives()
    return posts.filter(Exists(earlier.exclude(person=OuterRef("person"))))
