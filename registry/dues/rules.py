"""FE-01: dues that were adopted and that nobody published. Facts of the register, for any day."""

import datetime
from typing import ClassVar

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.dues.models import DuesStandard
from registry.organizations.facts import OrganizationClass, OrganizationStatus
from registry.organizations.states import Status

ONE_DAY = datetime.timedelta(days=1)


class DuesUnpublished(Rule):
    code = "FE-01"
    title = "会费标准通过后未公布"
    explanation = (
        "{industry_associations_only:行业协会商会|社会团体}的会费标准通过后，满{days}日仍没有公布日期的记录。"
        "已经终止执行的标准不再提示。登记公布日期后解除。"
    )
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {
        "statuses": [Status.NORMAL.value], "days": 30, "industry_associations_only": True,
    }  # fmt: skip
    param_labels: ClassVar[dict[str, str]] = {
        "days": "通过后几天内公布",
        "industry_associations_only": "只查行业协会商会",
    }
    is_design = True
    legal_sources = ("enterprise-fees-2020",)
    told = ("ORG", "REG")
    settled_by = ("dues_published",)

    def value(self, version: RuleVersion, name: str):
        return version.params.get(name, self.default_params[name])

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        its = {"organization": OuterRef("organization")}
        standing = OrganizationStatus.objects.on(as_of).filter(**its, status__in=self.value(version, "statuses"))
        rows = DuesStandard.objects.filter(Exists(standing)).filter(
            Q(valid_to=None) | Q(valid_to__gte=as_of),
            Q(published_on=None) | Q(published_on__gt=as_of),
            adopted_on__lt=as_of - self.value(version, "days") * ONE_DAY,
        )
        if self.value(version, "industry_associations_only"):
            trades = OrganizationClass.objects.on(as_of).filter(**its, is_industry_association=True)
            rows = rows.filter(Exists(trades))
        return as_findings(
            rows,
            subject="organization_id",
            organization="organization_id",
            period=Cast("adopted_on", CharField()),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(
                adopted_on=Cast("adopted_on", CharField()), charged_from=Cast("valid_from", CharField())
            ),
        )
