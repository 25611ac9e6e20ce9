"""Nightly rules on the lists: two full years, a period that has run out, a penalty that led to no list."""

import datetime
from typing import ClassVar

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from core.rules.base import Rule, as_findings
from core.rules.models import RuleVersion, Severity
from registry.annual_reports.deadlines import last_day_before
from registry.organizations.states import ACTIVE_STATUSES
from supervision.credit_listings.models import CreditEntry, EntryReset, ListingCase
from supervision.credit_terms.models import periods
from supervision.credit_terms.states import CreditList, Exit, PeriodCode
from supervision.dates import plus_months, plus_years
from supervision.penalties.models import Penalty, PenaltyItem
from supervision.penalties.rules import of_a_list
from supervision.penalties.states import PenaltyKind
from supervision.subjects import with_status

STATUSES = [status.value for status in ACTIVE_STATUSES]
MOVED = ("credit_entry_moved",)


def _text(expression) -> Cast:
    return Cast(expression, CharField())


class _EntryRule(Rule):
    """Findings about stays on a list, one for a stay and the day its period began."""

    subject_kind = "credit_entry"
    settled_by = MOVED
    default_params: ClassVar[dict] = {"statuses": STATUSES}

    def entries(self, which: str, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        rows = CreditEntry.objects.listed_on(as_of).filter(list=which)
        return with_status(rows, as_of, version.params.get("statuses", STATUSES))

    def found(self, rows: QuerySet, version: RuleVersion, due) -> QuerySet:
        rows = rows.annotate(due=due)
        return as_findings(
            rows,
            subject="pk",
            organization="organization_id",
            period=_text("since"),
            due_on="due",
            severity=version.severity,
            evidence=JSONObject(listed_on=_text("listed_on"), since=_text("since"), ground=F("ground__public_words")),
        )


class TwoYearsAbnormal(_EntryRule):
    code = "SV-01"
    title = "在活动异常名录满规定年数"
    explanation = (
        "自列入之日起（期间再次发生列入情形的，自最近一次起）满{years}年仍未移出，满期当日即提示。"
        "建议依程序列入严重违法失信名单；告知、陈述申辩和决定由登记管理机关办理。"
    )
    default_severity = Severity.CRITICAL
    default_params: ClassVar[dict] = {"statuses": STATUSES, "proposes": "SER-1"}
    legal_sources = ("credit-15",)
    told = ("REG", "LEAD", "ORG", "SUP")

    def dated_words(self, day: datetime.date) -> dict:
        return {"years": periods(day).get(PeriodCode.SERIOUS_AFTER, 2)}

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        due = plus_years("since", self.dated_words(as_of)["years"])
        rows = self.entries(CreditList.ABNORMAL, as_of, version).alias(full_on=due).filter(full_on__lte=as_of)
        return self.found(rows, version, due)


class NothingToMend(_EntryRule):
    code = "SV-02"
    title = "没有可改正事项，满规定月数应当移出"
    explanation = (
        "列入情形没有可改正的事项（如受到警告），自起算之日起满{months}个月，期间未再发生列入情形的，提示移出。"
    )
    default_severity = Severity.LOW
    legal_sources = ("credit-14",)
    told = ("REG",)

    def dated_words(self, day: datetime.date) -> dict:
        return {"months": periods(day).get(PeriodCode.SPENT, 6)}

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        due = plus_months("since", self.dated_words(as_of)["months"])
        to_mend = EntryReset.objects.filter(entry=OuterRef("pk"), on__lte=as_of).exclude(ground__exit_kind=Exit.SPENT)
        rows = self.entries(CreditList.ABNORMAL, as_of, version).filter(~Exists(to_mend))
        return self.found(rows.alias(full_on=due).filter(full_on__lte=as_of), version, due)


class SeriousTermOver(_EntryRule):
    code = "SV-04"
    title = "在严重违法失信名单满规定年数，可以申请移出"
    explanation = "自列入之日起（期间再次发生列入情形的，自最近一次起）满{years}年，可以申请移出。"
    default_severity = Severity.INFO
    legal_sources = ("credit-15",)
    told = ("ORG", "REG")

    def dated_words(self, day: datetime.date) -> dict:
        return {"years": periods(day).get(PeriodCode.SERIOUS_TERM, 2)}

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        due = plus_years("since", self.dated_words(as_of)["years"])
        rows = self.entries(CreditList.SERIOUS, as_of, version).exclude(ground__exit_kind=Exit.ENDED)
        return self.found(rows.alias(full_on=due).filter(full_on__lte=as_of), version, due)


class PenaltyWithoutListing(Rule):
    code = "SV-07"
    title = "处罚生效后未列入名录"
    subject_kind = "penalty"
    explanation = (
        "警告、罚款、限期停止活动等处罚生效后，{workdays}个工作日（含当日）已过，没有据此列入，也没有正在办理的列入程序。"
        "处罚被撤销或者已决定不予列入的，不再提示。"
    )
    default_severity = Severity.MEDIUM
    default_params: ClassVar[dict] = {"workdays": 5, "statuses": STATUSES}
    param_labels: ClassVar[dict[str, str]] = {"workdays": "工作日"}
    legal_sources = ("credit-11", "credit-15", "credit-entering")
    told = ("REG",)
    settled_by = ("penalty_moved", "credit_entry_moved", "listing_case_moved")

    def findings(self, as_of: datetime.date, version: RuleVersion) -> QuerySet:
        run_out = last_day_before(as_of, int(version.params.get("workdays", 5)))
        open_then = Q(ended_on=None) | Q(ended_on__gt=as_of) | Q(decided_on__lte=as_of)
        answered = ListingCase.objects.filter(open_then, penalty=OuterRef("pk"), proposed_on__lte=as_of)
        ending = PenaltyItem.objects.filter(
            penalty=OuterRef("pk"), kind__in=(PenaltyKind.REVOCATION, PenaltyKind.CERTIFICATE)
        )
        rows = of_a_list(Penalty.objects.standing_on(as_of)).filter(~Exists(answered), effective_on__lte=run_out)
        ordinary = with_status(rows, as_of, version.params.get("statuses", STATUSES))
        rows = rows.filter(Q(pk__in=ordinary.values("pk")) | Exists(ending))
        return as_findings(
            rows.exclude(pk__in=_listed_from_paper(as_of)),
            subject="pk",
            organization="organization_id",
            period=Value("", output_field=CharField()),
            due_on="effective_on",
            severity=version.severity,
            evidence=JSONObject(authority=F("authority_name"), effective_on=_text("effective_on")),
        )


def _listed_from_paper(as_of: datetime.date):
    """Penalties of organizations whose stay on a list began on or after the decision, taken over from paper."""
    stays = EntryReset.objects.filter(
        entry__organization=OuterRef("organization"), on__lte=as_of, on__gte=OuterRef("decided_on"),
        ground__check_kind__in=("penalty", "repeated"),
    )  # fmt: skip
    return Penalty.objects.filter(Exists(stays)).values("pk")
