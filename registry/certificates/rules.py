"""Nightly rules on certificates: printed dates that come near and printed dates gone by. Set-based, for any day.

A certificate is in force until the next one is issued: what is asked is what the paper in hand says.
"""

import datetime
from typing import ClassVar

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, JSONObject

from core.dated.calendar import last_within_months
from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.certificates.models import Certificate
from registry.organizations.facts import OrganizationStatus
from registry.organizations.states import Status


def _text(expression) -> Cast:
    return Cast(expression, CharField())


class _CertificateRule(Rule):
    subject_kind = "certificate"
    default_params: ClassVar[dict] = {"statuses": [Status.NORMAL.value]}
    settled_by = ("certificate_issued",)

    def in_force(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        """The certificate in hand on the day of each organization that stands on it."""
        statuses = version.params.get("statuses", self.default_params["statuses"])
        standing = OrganizationStatus.objects.on(as_of).filter(
            organization=OuterRef("organization"), status__in=statuses
        )
        return Certificate.objects.on(as_of).filter(Exists(standing), printed_until__isnull=False)

    def of_certificates(self, rows: QuerySet, version: RuleVersion, period, **evidence) -> QuerySet:
        return as_findings(
            rows,
            subject="pk",
            organization="organization_id",
            period=period,
            due_on="printed_until",
            severity=version.severity,
            evidence=JSONObject(certificate_number=F("number"), printed_until=_text("printed_until"), **evidence),
        )


class CertificateEnds(_CertificateRule):
    code = "CE-01"
    title = "登记证书即将到期"
    explanation = (
        "登记证书载明的有效期截止日期前{months_before}个月各提醒一次，错过的提醒不补发，只发最近的一次。"
        "换发证书后解除；截止日期过后由“登记证书已过有效期”接替。"
    )
    default_severity = Severity.INFO
    default_params: ClassVar[dict] = {**_CertificateRule.default_params, "months_before": [6, 3, 1]}
    param_labels: ClassVar[dict[str, str]] = {"months_before": "截止日期前几个月提醒"}
    is_design = True
    told = ("ORG", "SUP")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        steps = sorted(version.params.get("months_before", self.default_params["months_before"]))
        latest = {months: last_within_months(as_of, months) for months in steps}
        rows = self.in_force(as_of, version).filter(printed_until__gte=as_of, printed_until__lte=latest[steps[-1]])
        step = Case(
            *(When(printed_until__lte=latest[months], then=Value(months)) for months in steps),
            output_field=IntegerField(),
        )
        period = Concat(_text("printed_until"), Value("/"), _text(step))
        return self.of_certificates(rows, version, period, months_before=step)


class CertificateOver(_CertificateRule):
    code = "CE-02"
    title = "登记证书已过有效期"
    explanation = "登记证书载明的有效期已经届满，没有换发新的证书。换发登记后解除。"
    default_severity = Severity.HIGH
    is_design = True
    told = ("ORG", "SUP", "REG")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = self.in_force(as_of, version).filter(printed_until__lt=as_of)
        return self.of_certificates(rows, version, _text("printed_until"))
