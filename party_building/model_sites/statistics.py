"""Published numbers of model sites: groomed, and of these named."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator
from core.listing import Column, Sort
from party_building.model_sites.models import ModelSite
from party_building.model_sites.states import Status


class _Sites(Indicator):
    topic = "party_work"
    unit = "个"
    source = "示范点培育、命名文件"
    row_columns = (
        Column("name", "示范点", kind="title"),
        Column("host", "依托单位", width=36),
        Column("scheme", "创建方案", value="scheme.name"),
        Column("document", "批准文件", value="scheme.document"),
    )
    row_sorts = (Sort("name", "示范点", ("name", "id")),)
    row_links = ("unit", "organization", "scheme")


class Groomed(_Sites):
    code = "model_sites_groomed"
    title = "培育党建示范点"
    formula = "统计日在培育期或者培育后已命名、在有效期内的示范点数"
    population = "列入培育、未撤销的党建示范点；已命名的同时计入培育数"
    phrase = "培育党建示范点{numerator}个"

    def numerator(self, scope: Scope, as_of: datetime.date):
        return ModelSite.objects.within(scope).taken_in(as_of)


class Named(_Sites):
    code = "model_sites_named"
    title = "命名党建示范点"
    formula = "统计日已命名、在有效期内、未撤销的示范点数"
    population = "已命名的党建示范点"
    phrase = "其中命名{numerator}个"

    def numerator(self, scope: Scope, as_of: datetime.date):
        return ModelSite.objects.within(scope).with_status(Status.NAMED, as_of)
