"""How many letters were issued and talks held in the year up to a day. Flows, never a score or a ranking."""

import datetime
from typing import ClassVar

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from party_building.follow_ups.models import FollowUp
from party_building.follow_ups.states import FollowUpKind


class _InTheYear(Indicator):
    topic = "party_work"
    period_kind = PeriodKind.FLOW
    source = "通报督办约谈登记"
    kind: ClassVar[str] = ""
    row_columns = (
        Column("subject", "事由", kind="title", url="staff:follow_ups:detail"),
        Column("number", "文号"),
        Column("addressee", "主送单位", value="addressee.name"),
        Column("signed_on", "签发日期", kind="date"),
        Column("talk_on", "约谈日期", kind="date", shown=False),
    )
    row_sorts = (Sort("signed_on", "签发日期", ("-signed_on", "-id")),)
    row_links = ("addressee",)


class SupervisionLetters(_InTheYear):
    code = "supervision_letters"
    title = "督办函（本年）"
    unit = "件"
    formula = "统计日所在年度1月1日至统计日（含当日）签发的督办函件数"
    phrase = "本年发出督办函{numerator}件"

    def numerator(self, scope: Scope, as_of: datetime.date):
        rows = FollowUp.objects.within(scope).filter(kind=FollowUpKind.SUPERVISION)
        return rows.signed_between(as_of.replace(month=1, day=1), as_of)


class TalksHeld(_InTheYear):
    code = "talks_held"
    title = "约谈（本年）"
    unit = "次"
    formula = "统计日所在年度1月1日至统计日（含当日）已经进行的约谈次数，按约谈日期统计"
    phrase = "约谈{numerator}次"

    def numerator(self, scope: Scope, as_of: datetime.date):
        rows = FollowUp.objects.within(scope).filter(kind=FollowUpKind.TALK).exclude(minutes="")
        return rows.filter(talk_on__range=(as_of.replace(month=1, day=1), as_of))
