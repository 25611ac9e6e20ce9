"""Published numbers of stations: how many stand on a day, how many activities a year has had by then."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from party_building.stations.models import PartyStation, StationActivity


class PartyStations(Indicator):
    topic = "party_work"
    code = "party_stations"
    title = "党建工作站"
    unit = "个"
    formula = "统计日已设立、未撤销的党建工作站数，按所在区划统计"
    source = "党建工作站登记"
    phrase = "设立党建工作站{numerator}个"
    row_columns = (
        Column("name", "名称", kind="title"),
        Column("region", "所在区划", value="region.name"),
        Column("department", "上级党组织", value="department.name"),
        Column("opened_on", "设立日期", kind="date"),
    )
    row_sorts = (Sort("name", "名称", ("name", "id")),)
    row_links = ("region", "department")

    def numerator(self, scope: Scope, as_of: datetime.date):
        return PartyStation.objects.within(scope).on(as_of)


class StationActivities(Indicator):
    topic = "party_work"
    code = "station_activities"
    title = "工作站活动（本年）"
    unit = "场"
    period_kind = PeriodKind.FLOW
    formula = "统计日所在年度1月1日至统计日（含当日）工作站开展的活动场次"
    source = "工作站活动登记"
    phrase = "本年依托党建工作站开展活动{numerator}场"
    row_columns = (
        Column("title", "主题", kind="title"),
        Column("kind", "类别", value="get_kind_display"),
        Column("held_on", "日期", kind="date"),
        Column("station", "工作站", value="station.name"),
    )
    row_sorts = (Sort("held_on", "日期", ("-held_on", "-id")),)
    row_links = ("station",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        return StationActivity.objects.within(scope).between(as_of.replace(month=1, day=1), as_of)
