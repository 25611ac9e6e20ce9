"""How many talks were held with organizations in the year up to a day. A flow, never a score or a ranking."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from supervision.talks.models import SupervisoryTalk


class BodiesTalkedTo(Indicator):
    code = "supervisory_talks"
    title = "约谈社会组织（本年）"
    topic = "supervision"
    unit = "次"
    period_kind = PeriodKind.FLOW
    source = "约谈登记"
    formula = "统计日所在年度1月1日至统计日（含当日）已经进行的约谈次数，按约谈日期统计"
    phrase = "约谈社会组织{numerator}次"
    row_columns = (
        Column("subject", "事由", kind="title", url="staff:talks:detail"),
        Column("organization", "社会组织", value="organization.name"),
        Column("held_on", "约谈日期", kind="date"),
    )
    row_sorts = (Sort("held_on", "约谈日期", ("-held_on", "-id")),)
    row_links = ("organization",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        return SupervisoryTalk.objects.within(scope).held_between(as_of.replace(month=1, day=1), as_of)
