"""Published number of centres on a day."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator
from core.listing import Column, Sort
from party_building.service_centres.models import ServiceCentre


class ServiceCentres(Indicator):
    topic = "party_work"
    code = "service_centres"
    title = "党群服务中心"
    unit = "个"
    formula = "统计日已启用、未停用的党群服务中心数，按所在区划统计"
    source = "党群服务中心登记"
    phrase = "建成党群服务中心{numerator}个"
    row_columns = (
        Column("name", "名称", kind="title"),
        Column("level", "级别", value="get_level_display"),
        Column("region", "所在区划", value="region.name"),
        Column("department", "主管党组织", value="department.name"),
        Column("opened_on", "启用日期", kind="date"),
    )
    row_sorts = (Sort("name", "名称", ("name", "id")),)
    row_links = ("region", "department")

    def numerator(self, scope: Scope, as_of: datetime.date):
        return ServiceCentre.objects.within(scope).on(as_of)
