"""督导 and 指导走访 in the year up to a day: 场, 家 and the rows behind them. Flows, never a ranking."""

import datetime
from typing import ClassVar

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from supervision.supervision_visits.models import SupervisionVisit, VisitUnit
from supervision.supervision_visits.states import VisitKind


class _InTheYear(Indicator):
    topic = "supervision_work"
    period_kind = PeriodKind.FLOW
    source = "督导走访登记"
    kind: ClassVar[str] = ""

    @staticmethod
    def days(as_of: datetime.date) -> tuple[datetime.date, datetime.date]:
        return as_of.replace(month=1, day=1), as_of


class _Visits(_InTheYear):
    unit = "次"
    row_columns = (
        Column("title", "主题", kind="title", url="staff:supervision_visits:detail"),
        Column("held_on", "开展日期", kind="date"),
        Column("department", "组织单位", value="department.name"),
    )
    row_sorts = (Sort("held_on", "开展日期", ("-held_on", "-id")),)
    row_links = ("department",)

    def numerator(self, scope: Scope, as_of: datetime.date):
        return SupervisionVisit.objects.within(scope).filter(kind=self.kind).held(*self.days(as_of))


class _Units(_InTheYear):
    unit = "家"
    field: ClassVar[str] = ""
    row_columns = (
        Column("subject", "对象", value=lambda row: str(row.subject), kind="title"),
        Column("held_on", "首次开展日期", kind="date", value="visit.held_on"),
        Column("visit", "主题", value="visit.title"),
    )
    row_sorts = (Sort("held_on", "首次开展日期", ("-visit__held_on", "-id")),)
    row_links = ("visit", "department", "region", "organization")

    def numerator(self, scope: Scope, as_of: datetime.date):
        return VisitUnit.objects.within(scope).held(self.kind, *self.days(as_of)).first_of_each(self.field)


class SupervisionVisits(_Visits):
    code, kind = "supervision_visits", VisitKind.SUPERVISION
    title = "督导（本年）"
    formula = "统计日所在年度1月1日至统计日（含当日）已开展的督导次数"
    phrase = "开展督导{numerator}次"


class SupervisedOffices(_Units):
    code, kind, field = "supervised_offices", VisitKind.SUPERVISION, "department"
    title = "督导涉及单位（本年）"
    formula = "统计日所在年度1月1日至统计日（含当日）督导到过的单位数，一个单位督导多次计一家；未能走访的不计"
    phrase = "督导涉及单位{numerator}家"


class GuidanceVisits(_Visits):
    code, kind = "guidance_visits", VisitKind.GUIDANCE
    title = "指导走访（本年）"
    formula = "统计日所在年度1月1日至统计日（含当日）已开展的指导走访次数，不含指导员走访和督导"
    phrase = "开展指导走访{numerator}次"


class GuidedOrganizations(_Units):
    code, kind, field = "guided_organizations", VisitKind.GUIDANCE, "organization"
    title = "指导走访社会组织（本年）"
    formula = "统计日所在年度1月1日至统计日（含当日）指导走访到过的社会组织数，一家走访多次计一家；未能走访的不计"
    phrase = "指导走访社会组织{numerator}家"


class GuidanceUnitVisits(_Units):
    code, kind, field = "guidance_unit_visits", VisitKind.GUIDANCE, "organization"
    title = "指导走访家次（本年）"
    unit = "家次"
    formula = "统计日所在年度1月1日至统计日（含当日）指导走访的家次，一家走访两次计两家次；未能走访的不计"
    phrase = "指导走访{numerator}家次"

    def numerator(self, scope: Scope, as_of: datetime.date):
        return VisitUnit.objects.within(scope).held(self.kind, *self.days(as_of))
