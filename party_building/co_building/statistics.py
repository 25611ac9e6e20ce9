"""Published numbers of co-building: agreements in force on a day, and how many of their items are done by then."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator
from core.listing import Column, Sort
from party_building.co_building.models import Agreement, AgreementItem

_POPULATION = "统计日有效的共建协议（已签订、在期限内、未终止），按上级党组织所在区划统计"


class CoBuildingAgreements(Indicator):
    topic = "party_work"
    code = "co_building_agreements"
    title = "共建协议"
    unit = "份"
    formula = "统计日有效的共建协议数"
    population = _POPULATION
    source = "共建协议登记"
    phrase = "社会组织党组织签订的有效共建协议{numerator}份"
    row_columns = (
        Column("title", "协议名称", kind="title"),
        Column("unit", "社会组织党组织", value="unit.name"),
        Column("partner_name", "共建单位"),
        Column("signed_on", "签订日期", kind="date"),
        Column("valid_to", "终止日期", kind="date"),
    )
    row_sorts = (Sort("valid_to", "终止日期", ("valid_to", "id")),)
    row_links = ("unit",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        return Agreement.objects.within(scope).on(as_of)


class CoBuildingItems(Indicator):
    topic = "party_work"
    code = "co_building_items"
    title = "共建事项落实率"
    unit = "项"
    formula = "统计日有效的共建协议中，已按约定次数完成的事项数 ÷ 约定的事项数"
    population = _POPULATION
    source = "共建协议登记"
    numerator_label = "已落实事项"
    denominator_label = "约定事项"
    phrase = "约定共建事项{denominator}项，已落实{numerator}项（{rate}）"
    row_columns = (
        Column("text", "事项", kind="title"),
        Column("agreement", "协议名称", value="agreement.title"),
        Column("times", "约定次数", kind="number"),
    )
    row_sorts = (Sort("agreement", "协议", ("agreement_id", "number")),)
    row_links = ("agreement",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        return self.denominator(scope, as_of).fulfilled(as_of)

    def denominator(self, scope: Scope, as_of: datetime.date):
        return AgreementItem.objects.within(scope).promised(as_of)
