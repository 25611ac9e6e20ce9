"""Nightly rule on penalties: two small ones within the years that lead to the serious list."""

import datetime
from typing import ClassVar

from django.db.models import CharField, Exists, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.organizations.facts import OrganizationStanding
from registry.organizations.states import ACTIVE_STATUSES, Standing
from supervision.credit_terms.models import periods
from supervision.credit_terms.states import PeriodCode
from supervision.dates import plus_years
from supervision.penalties.models import Penalty, PenaltyItem
from supervision.penalties.states import PenaltyKind
from supervision.subjects import with_status

STATUSES = [status.value for status in ACTIVE_STATUSES]


def _text(expression) -> Cast:
    return Cast(expression, CharField())


def small(rows: QuerySet, limit: int) -> QuerySet:
    """Decisions with a warning or with a fine that stays below `limit` yuan."""
    items = PenaltyItem.objects.filter(penalty=OuterRef("pk"))
    warning = items.filter(kind=PenaltyKind.WARNING)
    fine = items.filter(kind=PenaltyKind.FINE, amount_yuan__lt=limit)
    return rows.filter(Exists(warning) | Exists(fine))


def of_a_list(rows: QuerySet) -> QuerySet:
    """Decisions whose kind is a ground of either list: 警告, 罚款, 限期停止活动, 撤销登记, 吊销登记证书."""
    kinds = (
        PenaltyKind.WARNING, PenaltyKind.FINE, PenaltyKind.SUSPENSION, PenaltyKind.REVOCATION,
        PenaltyKind.CERTIFICATE,
    )  # fmt: skip
    return rows.filter(Exists(PenaltyItem.objects.filter(penalty=OuterRef("pk"), kind__in=kinds)))


class TwicePenalized(Rule):
    code = "SV-06"
    title = "规定年数内两次受到警告或者较小数额罚款"
    explanation = (
        "{years}年内（自前一决定日期起，满期当日计入）两次受到警告或者不满{yuan}元的罚款，且未列入严重违法失信名单。"
        "处罚被撤销的不计。只提出建议，是否列入由登记管理机关依程序决定。"
    )
    default_severity = Severity.HIGH
    default_params: ClassVar[dict] = {"statuses": STATUSES, "proposes": "SER-5"}
    legal_sources = ("credit-15",)
    told = ("REG",)
    settled_by = ("penalty_moved", "credit_entry_moved")

    def dated_words(self, day: datetime.date) -> dict:
        terms = periods(day)
        return {"years": terms.get(PeriodCode.REPEATED, 3), "yuan": terms.get(PeriodCode.SMALL_FINE, 50000)}

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        terms = self.dated_words(as_of)
        rows = small(Penalty.objects.standing_on(as_of), terms["yuan"])
        later = rows.filter(organization=OuterRef("organization")).exclude(pk=OuterRef("pk"))
        limit = plus_years(OuterRef("decided_on"), terms["years"])
        later = later.filter(decided_on__gte=OuterRef("decided_on"), decided_on__lte=limit)
        serious = OrganizationStanding.objects.on(as_of).filter(
            organization=OuterRef("organization"), standing=Standing.SERIOUS
        )
        ordinary = with_status(rows, as_of, version.params.get("statuses", STATUSES))
        firsts = ordinary.filter(~Exists(serious)).annotate(
            second_on=Subquery(later.order_by("decided_on", "pk").values("decided_on")[:1])
        )
        pairs = firsts.filter(second_on__isnull=False).order_by().values("organization")
        pairs = pairs.annotate(first=Max("decided_on"), second=Max("second_on"))
        return as_findings(
            pairs,
            subject="organization",
            organization="organization",
            period=_text("second"),
            due_on=None,
            severity=version.severity,
            evidence=JSONObject(first_on=_text("first"), second_on=_text("second")),
        )
