"""Published number of the users of brands on a day."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator
from core.listing import Column, Sort
from party_building.brands.models import Authorisation, Brand


class BrandUsers(Indicator):
    topic = "party_work"
    code = "brand_users"
    title = "党建品牌授权使用"
    unit = "项"
    formula = "统计日有效的党建品牌使用授权数；一个单位获授权使用两个品牌的计两项"
    source = "党建品牌授权记录"
    phrase = "党建品牌授权使用{numerator}项"
    row_columns = (
        Column("user", "使用单位", kind="title"),
        Column("brand", "品牌", value="brand.name"),
        Column("valid_from", "授权起始日期", kind="date"),
        Column("valid_to", "授权终止日期", kind="date"),
    )
    row_sorts = (Sort("valid_from", "授权起始日期", ("-valid_from", "-id")),)
    row_links = ("brand", "unit", "organization")

    def numerator(self, scope: Scope, as_of: datetime.date):
        brands = Brand.objects.within(scope).on(as_of).order_by().values("pk")
        return Authorisation.objects.within(scope).on(as_of).filter(brand__in=brands)
