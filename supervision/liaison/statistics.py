"""Contacts and needs in the year up to a day. Flows, never a score: how often somebody calls is no merit."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from registry.organizations.models import Organization
from supervision.liaison.models import Contact, Need
from supervision.liaison.states import NeedState


class _InTheYear(Indicator):
    topic = "supervision_work"
    period_kind = PeriodKind.FLOW
    source = "联系服务登记"

    @staticmethod
    def days(as_of: datetime.date) -> tuple[datetime.date, datetime.date]:
        return as_of.replace(month=1, day=1), as_of


class LiaisonContacts(_InTheYear):
    code = "liaison_contacts"
    title = "联络社会组织（本年）"
    unit = "次"
    formula = "统计日所在年度1月1日至统计日（含当日）登记的来电、去电、走访、座谈和线上联系次数"
    phrase = "联络社会组织{numerator}次"
    row_columns = (
        Column("organization", "社会组织", value="organization.name", kind="title"),
        Column("on", "日期", kind="date"),
        Column("kind", "方式", value="get_kind_display"),
        Column("department", "联系单位", value="department.name"),
    )
    row_sorts = (Sort("on", "日期", ("-on", "-id")),)
    row_links = ("organization", "department")

    def numerator(self, scope: Scope, as_of: datetime.date):
        return Contact.objects.within(scope).between(*self.days(as_of))


class VisitedOrganizations(_InTheYear):
    code = "liaison_visited_organizations"
    title = "走访社会组织（本年）"
    formula = "统计日所在年度1月1日至统计日（含当日）登记过走访的社会组织数，走访多次计一家"
    population = "联系服务记录中方式为“走访”的，不含督导、指导走访和指导员走访"
    phrase = "走访社会组织{numerator}家"

    def numerator(self, scope: Scope, as_of: datetime.date):
        visits = Contact.objects.within(scope).between(*self.days(as_of)).visits()
        return Organization.objects.filter(pk__in=visits.values("organization"))


class NeedsSolved(_InTheYear):
    code = "liaison_needs_solved"
    title = "社会组织诉求解决率（本年）"
    unit = "件"
    formula = "本年1月1日至统计日提出的诉求中，截至统计日由社会组织确认或经第二人认定已解决的；仅作说明的不计入已解决"
    phrase = "收集诉求{denominator}件，解决{numerator}件，解决率{rate}"
    numerator_label, denominator_label = "已解决", "已提出"
    row_columns = (
        Column("words", "诉求", kind="title", url="staff:liaison:need"),
        Column("organization", "社会组织", value="organization.name"),
        Column("kind", "类别", value="get_kind_display"),
        Column("raised_on", "提出日期", kind="date"),
        Column("state", "状态", kind="badge"),
    )
    row_sorts = (Sort("raised_on", "提出日期", ("-raised_on", "-id")),)
    row_links = ("organization",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        return self.denominator(scope, as_of).filter(state=NeedState.SOLVED, closed_on__lte=as_of)

    def denominator(self, scope: Scope, as_of: datetime.date):
        return Need.objects.within(scope).raised(*self.days(as_of))
