"""How many letters were issued in the year up to a day. Flows, never a score or a ranking."""

import datetime
from typing import ClassVar

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from supervision.letters.models import Letter


class _Issued(Indicator):
    topic = "supervision"
    period_kind = PeriodKind.FLOW
    source = "公文登记"
    kinds: ClassVar[tuple[str, ...]] = ()
    row_columns = (
        Column("title", "标题", kind="title", url="staff:letters:detail"),
        Column("number", "文号"),
        Column("recipient", "主送", value="recipient.name"),
        Column("signed_on", "签发日期", kind="date"),
    )
    row_sorts = (Sort("signed_on", "签发日期", ("-signed_on", "-id")),)
    row_links = ("organization", "addressee")

    def numerator(self, scope: Scope, as_of: datetime.date):
        rows = Letter.objects.within(scope).filter(kind__code__in=self.kinds)
        return rows.signed_between(as_of.replace(month=1, day=1), as_of)


class Consultations(_Issued):
    code = "consultation_letters"
    title = "征询意见函（本年）"
    unit = "件"
    formula = "统计日所在年度1月1日至统计日（含当日）签发的征询意见函件数"
    phrase = "本年发出征询意见函{numerator}件"
    kinds = ("consultation",)


class ReportUrgings(_Issued):
    code = "report_urgings"
    title = "催报通知（本年）"
    unit = "件"
    formula = "统计日所在年度1月1日至统计日（含当日）签发的催报通知件数"
    phrase = "本年发出催报通知{numerator}件"
    kinds = ("report_urging",)
