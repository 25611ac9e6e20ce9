"""Published numbers on instructors; visits are a flow since the first day of the year, never a ranking."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator, PeriodKind
from core.listing import Column, Sort
from party_building.instructors.models import Instructor, Visit
from party_building.instructors.queries import instructed, uncovered
from registry.organizations.models import Organization


class InstructorsInPool(Indicator):
    topic = "party_work"
    code = "instructors_in_pool"
    title = "党建指导员"
    unit = "名"
    formula = "统计日在党建指导员队伍中的人数；分区县按常驻区县计"
    population = "党建工作机构登记的指导员"
    source = "指导员名册"
    phrase = "选派党建指导员{numerator}名"
    row_columns = (
        Column("name", "姓名", value="person.name", kind="title"),
        Column("sender", "选派单位"),
        Column("kind", "类别", value="get_kind_display"),
    )
    row_sorts = (Sort("name", "姓名", ("person__pinyin", "pk")),)
    row_links = ("person", "council_unit", "sending_department")

    def numerator(self, scope: Scope, as_of: datetime.date):
        return Instructor.objects.within(scope).on(as_of)


class OrganizationsInstructed(Indicator):
    topic = "party_work"
    code = "organizations_instructed"
    title = "有党建指导员的组织"
    formula = "统计日有在派党建指导员的社会组织数；双派的计一家"
    population = "存续的社会组织"
    source = "指导员选派记录"
    phrase = "党建指导员联系社会组织{numerator}家"

    def numerator(self, scope: Scope, as_of: datetime.date):
        return Organization.objects.within(scope).as_of(as_of).active().filter(pk__in=instructed(as_of))


class OrganizationsWithoutInstructor(Indicator):
    topic = "party_work"
    code = "organizations_without_instructor"
    title = "应派未派的组织"
    formula = "统计日没有单独或联合党组织，也没有党建指导员的社会组织数"
    population = "存续的社会组织"
    source = "党组织覆盖关系、指导员选派记录"
    phrase = "应派未派党建指导员{numerator}家"

    def numerator(self, scope: Scope, as_of: datetime.date):
        return uncovered(Organization.objects.within(scope).as_of(as_of), as_of)


class InstructorVisits(Indicator):
    topic = "party_work"
    code = "instructor_visits"
    title = "指导员走访（今年以来）"
    unit = "次"
    period_kind = PeriodKind.FLOW
    formula = "统计日所在年度1月1日至统计日的指导员走访次数，不含单位工作指导"
    population = "指导员走访记录"
    source = "走访记录"
    phrase = "今年以来走访社会组织{numerator}次"
    row_columns = (
        Column("organization", "社会组织", value="organization.name", kind="title"),
        Column("visited_on", "日期", kind="date"),
        Column("instructor", "指导员", value="instructor.person.name"),
    )
    row_sorts = (Sort("visited_on", "日期", ("-visited_on", "-id")),)
    row_links = ("organization", "instructor__person")

    def numerator(self, scope: Scope, as_of: datetime.date):
        return Visit.objects.within(scope).by_instructors().between(datetime.date(as_of.year, 1, 1), as_of)
