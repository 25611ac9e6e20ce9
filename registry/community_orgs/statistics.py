"""Published numbers of filed groups. They are a population of their own and never part of the register's totals."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator
from core.listing import Column, Sort
from registry.community_orgs.towns import Town


class FederationCoverage(Indicator):
    code = "federation_coverage"
    title = "街镇联合会覆盖率"
    unit = "个镇街"
    formula = "统计日有存续的社区社会组织联合会的镇街数 ÷ 统计日的镇街数"
    population = "本市的街道、镇、乡；联合会按其住所所在镇街计算"
    source = "登记信息、行政区划"
    numerator_label = "已成立联合会"
    denominator_label = "镇街数"
    phrase = "{denominator}个镇街中{numerator}个成立了社区社会组织联合会（{rate}）"
    row_columns = (
        Column("name", "镇街", kind="title"),
        Column("code", "区划代码", kind="code"),
        Column("district", "区县", value="parent.name"),
    )
    row_sorts = (Sort("code", "区划代码", ("code",)),)
    row_links = ("parent",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        return self.denominator(scope, as_of).covered(as_of)

    def denominator(self, scope: Scope, as_of: datetime.date):
        return Town.objects.within(scope).of_home(as_of)
