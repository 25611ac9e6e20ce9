"""Both lists on a day, what came and went in the year up to it, and whether the procedure was kept. No ranking.

The register counts the organizations by the standing it publishes (registry/organizations/statistics.py); here the
stays, notices and decisions of the ledger are counted, each a row that opens.
"""

import datetime
from typing import ClassVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_listings.states import EntryState
from supervision.credit_terms.states import CreditList

TOPIC = "credit"


class _Entries(Indicator):
    topic = TOPIC
    unit = "条"
    population = "本平台名录登记的列入记录；列入有误被撤销的不计"
    source = "名录登记"
    row_columns = (
        Column("organization", "社会组织", value="organization.name", kind="title", url="staff:credit_listings:entry"),
        Column("list", "名录", value="get_list_display"),
        Column("ground", "情形", value="ground.public_words"),
        Column("document", "决定书文号"),
        Column("listed_on", "列入日期", kind="date"),
        Column("removed_on", "移出日期", kind="date"),
    )
    row_sorts = (Sort("listed", "列入日期", ("-listed_on", "-id")),)
    row_links = ("organization", "ground")

    def entries(self, scope: Scope) -> QuerySet:
        return CreditEntry.objects.within(scope).exclude(state=EntryState.REVOKED)

    def of_the_year(self, scope: Scope, as_of: datetime.date, name: str) -> QuerySet:
        return self.entries(scope).filter(**{f"{name}__range": (as_of.replace(month=1, day=1), as_of)})


class _OnTheList(_Entries):
    which: ClassVar[str]

    def numerator(self, scope: Scope, as_of: datetime.date) -> QuerySet:
        return CreditEntry.objects.within(scope).listed_on(as_of).filter(list=self.which)


class OnAbnormalList(_OnTheList):
    code = "credit_on_abnormal_list"
    title = "在活动异常名录"
    formula = "统计日终了时在活动异常名录的列入记录数；当日列入的计入，当日移出的不计"
    phrase = "在活动异常名录{numerator}家"
    which = CreditList.ABNORMAL


class OnSeriousList(_OnTheList):
    code = "credit_on_serious_list"
    title = "在严重违法失信名单"
    formula = "统计日终了时在严重违法失信名单的列入记录数；当日列入的计入，当日移出的不计"
    phrase = "在严重违法失信名单{numerator}家"
    which = CreditList.SERIOUS


class Listed(_Entries):
    code = "credit_listed"
    title = "列入（本年）"
    period_kind = PeriodKind.FLOW
    formula = "统计日所在年度1月1日至统计日（含当日）列入两个名录的记录数；同一组织先后列入的分别计"
    phrase = "本年列入名录{numerator}家次"

    def numerator(self, scope: Scope, as_of: datetime.date) -> QuerySet:
        return self.of_the_year(scope, as_of, "listed_on")


class Removed(_Entries):
    code = "credit_removed"
    title = "移出（本年）"
    period_kind = PeriodKind.FLOW
    formula = "统计日所在年度1月1日至统计日（含当日）移出两个名录的记录数"
    phrase = "本年移出名录{numerator}家次"

    def numerator(self, scope: Scope, as_of: datetime.date) -> QuerySet:
        return self.of_the_year(scope, as_of, "removed_on")


class NoticeServed(_Entries):
    code = "credit_notice_served"
    title = "列入前告知送达率（本年）"
    period_kind = PeriodKind.FLOW
    formula = "本年列入、列入前事先告知书已经送达的记录数 ÷ 本年列入的记录数；补录的没有送达记录，计入分母"
    numerator_label = "告知已送达"
    denominator_label = "列入"
    phrase = "本年列入{denominator}家次，列入前已送达事先告知书的{numerator}家次（{rate}）"

    def numerator(self, scope: Scope, as_of: datetime.date) -> QuerySet:
        served = ListingCase.objects.filter(entry=OuterRef("pk"), served_on__lte=OuterRef("listed_on"))
        return self.denominator(scope, as_of).filter(Exists(served))

    def denominator(self, scope: Scope, as_of: datetime.date) -> QuerySet:
        return self.of_the_year(scope, as_of, "listed_on")


def days_to_decide(case: ListingCase) -> int:
    """From the night that found it, or from the proposal made by hand, to the decision."""
    return (case.decided_on - (case.alert.opened_on if case.alert else case.proposed_on)).days


class DecidedInTime(Indicator):
    code = "credit_decided_in_time"
    title = "按期决定率（本年）"
    topic = TOPIC
    unit = "件"
    period_kind = PeriodKind.FLOW
    formula = (
        "本年作出列入或者不予列入决定、未超过陈述申辩期满后决定期限的件数 ÷ 本年作出决定的件数；"
        "明细中的用时自预警之日（没有预警的自提出之日）至决定之日"
    )
    population = "本平台办理的列入程序"
    source = "列入程序"
    numerator_label = "按期决定"
    denominator_label = "作出决定"
    phrase = "本年作出列入决定{denominator}件，按期的{numerator}件（{rate}）"
    row_columns = (
        Column(
            "organization", "社会组织", value="organization.name", kind="title", url="staff:credit_listings:detail"
        ),
        Column("ground", "情形", value="ground.public_words"),
        Column("proposed_on", "提出日期", kind="date"),
        Column("served_on", "告知书送达日期", kind="date"),
        Column("decide_due_on", "决定期限", kind="date"),
        Column("decided_on", "决定日期", kind="date"),
        Column("days", "用时（天）", value=days_to_decide, kind="number"),
    )
    row_sorts = (Sort("decided", "决定日期", ("-decided_on", "-id")),)
    row_links = ("organization", "ground", "alert")

    def numerator(self, scope: Scope, as_of: datetime.date) -> QuerySet:
        in_time = Q(decide_due_on=None) | Q(decided_on__lte=F("decide_due_on"))
        return self.denominator(scope, as_of).filter(in_time)

    def denominator(self, scope: Scope, as_of: datetime.date) -> QuerySet:
        first = as_of.replace(month=1, day=1)
        return ListingCase.objects.within(scope).filter(decided_on__range=(first, as_of))
