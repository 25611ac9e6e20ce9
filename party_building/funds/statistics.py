"""Published numbers of funds. Sums in yuan stand on the page of the year; what is counted here are payments."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from party_building.funds.models import Grant


class GrantsPaid(Indicator):
    topic = "party_work"
    code = "party_grants_paid"
    title = "党建经费拨付笔数"
    unit = "笔"
    period_kind = PeriodKind.FLOW
    formula = "当年1月1日至统计日已拨付、未收回的党建经费笔数"
    population = "拨付给社会组织党组织的党建经费"
    source = "经费拨付"
    phrase = "本年拨付党建经费{numerator}笔"
    row_columns = (
        Column("purpose", "用途", kind="title"),
        Column("unit", "收款党组织", value="unit.name", width=36),
        Column("granted_on", "拨付日期", kind="date"),
        Column("grant_yuan", "金额（元）", kind="yuan"),
    )
    row_sorts = (Sort("granted", "拨付日期", ("-granted_on", "-id")),)
    row_links = ("unit",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        return (
            Grant.objects.within(scope)
            .paid()
            .filter(granted_on__gte=datetime.date(as_of.year, 1, 1), granted_on__lte=as_of)
        )
